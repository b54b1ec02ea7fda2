/** A password to be typed, with a way to see it; a new one tells its rule before and while typing. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useText } from "../language";
import { MINIMUM_PASSWORD, passwordProblem } from "../rules";
import { FieldError } from "./field";

type Props = {
  label: string; value: string; error?: string | undefined; names?: string[]; onValue: (value: string) => void;
};

/** The types know one shape per kind of input, and this one changes its kind. */
const SHOWN = "text" as string as "password";

export function NewPassword({ label, value, error, names, onValue }: Props) {
  const { t } = useText();
  const missing = Math.max(0, MINIMUM_PASSWORD - [...value].length);
  const fine = !passwordProblem(value, names);
  const rule = fine ? t("password.enough")
    : value && missing ? t("password.missing", { count: missing }) : t("password.rule", { count: MINIMUM_PASSWORD });
  return (
    <Password label={label} value={value} error={error} autocomplete="new-password" rule="password-rule" onValue={onValue}>
      <p class={fine ? "field-hint field-met" : "field-hint"} id="password-rule">{rule}</p>
    </Password>
  );
}

export function KnownPassword({ label, value, error, onValue }: Omit<Props, "names">) {
  return <Password label={label} value={value} error={error} autocomplete="current-password" onValue={onValue} />;
}

type Shown = Omit<Props, "names"> & {
  autocomplete: "new-password" | "current-password"; rule?: string; children?: ComponentChildren;
};

function Password({ label, value, error, autocomplete, rule, onValue, children }: Shown) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const described = [error ? "password-error" : "", rule ?? ""].filter(Boolean).join(" ");
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label for="password">{label}</label>
      <div class="control-group">
        <input
          id="password" name="password" class="control" type={shown ? SHOWN : "password"} value={value} required
          autocomplete={autocomplete} spellcheck={false} maxLength={200}
          {...(described ? { "aria-describedby": described } : {})}
          {...(error ? { "aria-invalid": true } : {})}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button type="button" class="control-end" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "password.hide" : "password.show")}
        </button>
      </div>
      {children}
      <FieldError name="password" error={error} />
    </div>
  );
}

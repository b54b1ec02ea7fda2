/** A new password: its rule, said before and while typing, and a way to see it. */
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
  const [shown, setShown] = useState(false);
  const missing = Math.max(0, MINIMUM_PASSWORD - [...value].length);
  const fine = !passwordProblem(value, names);
  const rule = fine ? t("password.enough")
    : value && missing ? t("password.missing", { count: missing }) : t("password.rule", { count: MINIMUM_PASSWORD });
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label for="password">{label}</label>
      <div class="control-group">
        <input
          id="password" name="password" class="control" type={shown ? SHOWN : "password"} value={value} required
          autocomplete="new-password" spellcheck={false} maxLength={200}
          aria-describedby={error ? "password-error password-rule" : "password-rule"}
          {...(error ? { "aria-invalid": true } : {})}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button type="button" class="control-end" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "password.hide" : "password.show")}
        </button>
      </div>
      <p class={fine ? "field-hint field-met" : "field-hint"} id="password-rule">{rule}</p>
      <FieldError name="password" error={error} />
    </div>
  );
}

/** The third question: who. */
import type { Field } from "../form";
import { sendCode, type } from "../verifying";
import { dateOrder } from "../when";
import { kept } from "./kept";
import { heading, mainButton } from "./parts";
import type { View } from "./view";

const FAMILY_NAME_FIRST = /^(hu|zh)/;

export function details(view: View) {
  const { state, desk, t } = view;
  const familyFirst = FAMILY_NAME_FIRST.test(state.lang);
  const familyName = input(view, "family_name", "family-name", "text");
  return (
    <>
      {heading(view, t("details.title"))}
      {kept(view)}
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void sendCode(desk);
        }}
      >
        <div class="pair">
          {familyFirst && familyName}
          {input(view, "given_name", "given-name", "text")}
          {!familyFirst && familyName}
        </div>
        {input(view, "phone", "tel", "tel", phoneHint(view))}
        {input(view, "email", "email", "email", t("email.hint"))}
        {birthDate(view)}
        {note(view)}
        {consents(view)}
        <p class="quiet">{t("details.why")}</p>
        {mainButton(t("details.submit"), state.busy === "code")}
      </form>
    </>
  );
}

function phoneHint({ state, t }: View): string {
  const { country } = state.boot?.clinic ?? {};
  if (!country) return t("phone.hint");
  return t("phone.hint_country", { country: new Intl.DisplayNames(state.locale, { type: "region" }).of(country) ?? country });
}

const optional = ({ t }: View) => <span class="quiet"> {t("optional")}</span>;

function input(
  view: View,
  name: "given_name" | "family_name" | "phone" | "email",
  autocomplete: string,
  kind: string,
  hint = "",
) {
  const { state, desk, t } = view;
  const free = name === "email";
  return (
    <div class="field">
      <label for={name}>
        {t(name)}
        {free && optional(view)}
      </label>
      {hint && (
        <span class="quiet" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      <input
        {...marks(view, name, hint && `${name}-hint `)}
        type={kind as "text"}
        autocomplete={autocomplete}
        maxLength={free ? 254 : 80}
        dir={kind === "text" ? "auto" : "ltr"}
        required={!free}
        value={state.form[name]}
        onInput={(event) => type(desk, { [name]: event.currentTarget.value })}
      />
      {problem(view, name)}
    </div>
  );
}

/** Ids that tie a field to its label, its hint and its problem. */
export const marks = ({ state }: View, name: Field, hint = "") => ({
  id: name,
  name,
  "aria-invalid": !!state.errors[name],
  "aria-describedby": `${hint}${name}-error`,
});

export const problem = ({ state, t }: View, name: Field, more = "") => (
  <span class="problem" id={`${name}-error`}>
    {state.errors[name] && t(state.errors[name]) + more}
  </span>
);

/** Three boxes in the reader's order: a calendar is no way back to 1951. */
function birthDate(view: View) {
  const { state, desk, t } = view;
  return (
    <fieldset aria-describedby="birth_date-error">
      <legend>
        {t("birth_date")}
        {optional(view)}
      </legend>
      <div class="birth">
        {dateOrder(state.locale).map((part) => (
          <label key={part} class={part === "year" ? part : ""}>
            <span class="quiet">{t(`birth.${part}`)}</span>
            <input
              inputMode="numeric"
              autocomplete={`bday-${part}`}
              maxLength={part === "year" ? 4 : 2}
              value={state.form[`birth_${part}`]}
              aria-invalid={!!state.errors.birth_date}
              onInput={({ currentTarget }) => type(desk, { [`birth_${part}`]: currentTarget.value.replace(/\D/g, "") })}
            />
          </label>
        ))}
      </div>
      {problem(view, "birth_date")}
    </fieldset>
  );
}

const note = (view: View) => (
  <div class="field">
    <label for="note">
      {view.t("note")}
      {optional(view)}
    </label>
    <textarea
      {...marks(view, "note")}
      rows={2}
      maxLength={500}
      dir="auto"
      value={view.state.form.note}
      onInput={(event) => type(view.desk, { note: event.currentTarget.value })}
    />
    {problem(view, "note")}
  </div>
);

function consents(view: View) {
  const clinic = view.state.boot?.clinic.name ?? "";
  return (
    <div>
      <details>
        <summary>{view.t("privacy.title", { clinic })}</summary>
        <p>{view.t("privacy.text", { clinic })}</p>
      </details>
      {tick(view, "terms", view.t("terms"))}
      {tick(view, "marketing", view.t("marketing", { clinic }))}
    </div>
  );
}

const tick = (view: View, name: "terms" | "marketing", text: string) => (
  <div class="field">
    <label class="tick">
      <input
        {...marks(view, name)}
        type="checkbox"
        checked={view.state.form[name]}
        required={name === "terms"}
        onChange={(event) => type(view.desk, { [name]: event.currentTarget.checked })}
      />
      <span>
        {text}
        {name === "marketing" && optional(view)}
      </span>
    </label>
    {problem(view, name)}
  </div>
);

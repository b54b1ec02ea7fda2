/** The last question: the code that shows whose phone it is. */
import { back } from "../holding";
import { book, sendCode, typeCode } from "../verifying";
import { clock } from "../when";
import { marks, problem } from "./details";
import { kept } from "./kept";
import { callButton, heading, linkButton, mainButton } from "./parts";
import type { View } from "./view";

export function code(view: View) {
  const { state, t } = view;
  if (state.codeSent?.locked) return locked(view);
  return (
    <>
      {heading(view, t("code.title"))}
      <p>
        {t("code.sent")} <bdi dir="ltr">{state.form.phone}</bdi>
      </p>
      {form(view)}
      {ways(view)}
      {kept(view)}
    </>
  );
}

function form(view: View) {
  const { state, desk, t } = view;
  return (
    <form
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void book(desk);
      }}
    >
      <div class="field">
        <label for="code">{t("code.label", { count: state.codeSent?.digits ?? 6 })}</label>
        <input
          {...marks(view, "code")}
          class="digits"
          dir="ltr"
          inputMode="numeric"
          autocomplete="one-time-code"
          required
          value={state.typedCode}
          onInput={({ currentTarget }) => {
            typeCode(desk, currentTarget.value);
            currentTarget.value = desk.state.typedCode;
          }}
        />
        {problem(view, "code", state.attemptsLeft === null ? "" : ` ${t("code.left", { count: state.attemptsLeft })}`)}
      </div>
      {mainButton(t("code.submit"), state.busy === "book")}
    </form>
  );
}

function ways({ state, desk, t }: View) {
  const wait = state.codeSent?.wait ?? 0;
  return (
    <div class="ways">
      {wait > 0 ? (
        <span class="quiet">{t("code.wait", { time: clock(wait) })}</span>
      ) : (
        linkButton(t("code.again"), () => void sendCode(desk), state.busy === "code")
      )}
      {linkButton(t("code.other"), () => back(desk))}
    </div>
  );
}

const locked = (view: View) => (
  <>
    {heading(view, view.t("locked.title"))}
    <p>{view.t("locked.text")}</p>
    {callButton(view)}
  </>
);

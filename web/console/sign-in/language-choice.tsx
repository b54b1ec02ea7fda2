/** The languages, for whoever has not signed in yet. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { useWords } from "../i18n";
import css from "./sign-in.module.css";

export function LanguageChoice() {
  const { t, language, setLanguage } = useWords();
  return (
    <div role="group" aria-label={t("account.language")} className={css.languages}>
      {LANGUAGES.map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={code === language} className={css.language}
          onClick={() => setLanguage(code)}>
          {LANGUAGE_NAMES[code]}
        </button>
      ))}
    </div>
  );
}

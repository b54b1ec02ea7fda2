/** The visitor's own choices: language, light or dark. */
import { useEffect, useState } from "preact/hooks";
import { type Language, LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { useText } from "../language";
import { chooseTheme, currentTheme, followSystem } from "../theme";

export function LanguageChoice() {
  const { t, language, choose } = useText();
  return (
    <label class="language">
      <span class="unseen">{t("site.language")}</span>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" stroke-width="1.4">
          <circle cx="10" cy="10" r="7.3" /><ellipse cx="10" cy="10" rx="3.2" ry="7.3" /><path d="M2.9 10h14.2" />
        </g>
      </svg>
      <select value={language} onChange={(event) => choose(event.currentTarget.value as Language)}>
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code} selected={code === language}>{LANGUAGE_NAMES[code]}</option>
        ))}
      </select>
    </label>
  );
}

export function ThemeChoice() {
  const { t } = useText();
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => followSystem(setTheme), []);
  const other = theme === "dark" ? "light" : "dark";
  const change = (): void => {
    chooseTheme(other);
    setTheme(other);
  };
  const label = t(other === "dark" ? "site.dark" : "site.light");
  return (
    <button type="button" class="icon-button" onClick={change} aria-label={label} title={label}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
        {other === "dark" ? (
          <path d="M16.6 12.2A7 7 0 0 1 7.8 3.4a7 7 0 1 0 8.8 8.8Z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
        ) : (
          <g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">
            <circle cx="10" cy="10" r="3.4" />
            <path d="M10 1.8v1.8M10 16.4v1.8M1.8 10h1.8M16.4 10h1.8M4.2 4.2l1.3 1.3M14.5 14.5l1.3 1.3M4.2 15.8l1.3-1.3M14.5 5.5l1.3-1.3" />
          </g>
        )}
      </svg>
    </button>
  );
}

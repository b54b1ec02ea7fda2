/** Starts the public site: theme, language, then the page of the address. */
import { type ComponentType, render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import "../shared/tokens.css";
import "./site.css";
import type { Language, Translate } from "../shared/i18n";
import { type Page, pageAt } from "./address";
import { declareLanguage, firstLanguage, loadTranslate, TextContext, type TextKey } from "./language";
import { Footer } from "./parts/footer";
import { Header } from "./parts/header";
import { applyTheme } from "./theme";

type Start = { page: Page; Body: ComponentType; language: Language; translate: Translate<TextKey> };

function Site({ page, Body, language: first, translate: firstTranslate }: Start) {
  const [{ language, t }, setText] = useState({ language: first, t: firstTranslate });
  const text = useMemo(() => {
    const choose = (next: Language): void => {
      declareLanguage(next, true);
      void loadTranslate(next).then((translate) => setText({ language: next, t: translate }));
    };
    return { t, language, choose };
  }, [t, language]);
  useEffect(() => {
    document.title = page.name === "landing" ? t(page.title) : `${t(page.title)} · Frontdesk`;
    document.querySelector('meta[name="description"]')?.setAttribute("content", t("site.description"));
  }, [t, page]);
  return (
    <TextContext.Provider value={text}>
      <a class="skip" href="#content">{t("site.skip")}</a>
      <Header page={page.name} />
      <main id="content" tabIndex={-1} class={`page-${page.name}`}><Body /></main>
      <Footer page={page.name} />
    </TextContext.Provider>
  );
}

async function start(): Promise<void> {
  applyTheme();
  const page = pageAt(location.pathname);
  const language = firstLanguage();
  declareLanguage(language, new URLSearchParams(location.search).has("lang"));
  const [module, translate] = await Promise.all([page.open(), loadTranslate(language)]);
  const root = document.getElementById("root")!;
  render(<Site page={page} Body={module.default} language={language} translate={translate} />, root);
  // The section of a link such as /#prices exists only now.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

void start();

/** The real widget with the saved settings, in a page of its own. */
import { useWords } from "../i18n";
import type { WidgetSettings } from "../api/shapes";
import { Panel } from "../parts/panel";
import css from "./widget.module.css";

export function WidgetPreview({ settings }: { settings: WidgetSettings }) {
  const { t, language } = useWords();
  const shown = settings.languages.includes(language) ? language : (settings.languages[0] ?? "en");
  return (
    <Panel title={t("widget.preview")} text={t("widget.previewText")} flush>
      <iframe key={settings.version} className={css.preview} title={t("widget.preview")} srcDoc={pageOf(settings.site_key, shown)} />
    </Panel>
  );
}

/** A page as a clinic's own could be; the key and the language are ours and plain, and are checked all the same. */
export function pageOf(siteKey: string, language: string): string {
  const [key, lang] = [siteKey, language].map((text) => text.replace(/[^\w-]/g, ""));
  return `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width">
<body style="margin:0;padding:20px;background:#fff;font-family:system-ui,sans-serif">
<script src="/widget.js" data-site="${key}" data-lang="${lang}" async></script></body></html>`;
}

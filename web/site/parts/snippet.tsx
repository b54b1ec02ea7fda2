/** Code to be copied. */
import { useState } from "preact/hooks";
import { useText } from "../language";

export function Snippet({ code, label }: { code: string; label: string }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(code).then(() => setCopied(true), () => undefined);
  return (
    <figure class="snippet">
      <figcaption>
        <span>{label}</span>
        <button type="button" onClick={copy}>{t(copied ? "snippet.copied" : "snippet.copy")}</button>
      </figcaption>
      <pre tabIndex={0} aria-label={label}><code>{code}</code></pre>
      <span class="unseen" role="status">{copied ? t("snippet.copied") : ""}</span>
    </figure>
  );
}

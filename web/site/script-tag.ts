/** The widget's script tag as a clinic pastes it. */

/** `siteKey` is the placeholder until the clinic has its own from the console. */
export const scriptTag = (origin: string, siteKey = "YOUR_SITE_KEY"): string =>
  `<script src="${origin}/widget.js"\n        data-site="${siteKey}" async></script>`;

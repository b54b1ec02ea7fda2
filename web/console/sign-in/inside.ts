/** Where somebody wanted to go before they signed in: only addresses inside of the console count. */
export function inside(next: string | undefined): string {
  const path = (next ?? "").replace(/^\/console(?=\/|$)/, "") || "/";
  // "//elsewhere" and "/\\elsewhere" are other hosts to a browser.
  return /^\/(?![/\\])/.test(path) && !/[\u0000-\u0020]/.test(path.slice(0, 3)) ? path : "/";
}

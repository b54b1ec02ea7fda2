/** What a mailed link carries. */

/** The token of a mailed link: behind the #, so that no server log ever sees it. */
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";
}

/** Takes a used token out of the address bar and the history. */
export const forgetToken = (): void => history.replaceState(null, "", location.pathname + location.search);

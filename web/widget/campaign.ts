/** How the visitor came to the clinic's page: its campaign parameters, path and referring host. */

export type Campaign = Record<string, string>;

const LONGEST = 200;

/** `utm_*` of the page's address, its path without query, and the referrer's host alone. */
export function campaignOf(address: string, referrer: string): Campaign {
  const page = new URL(address);
  const campaign: Campaign = { page: page.pathname.slice(0, LONGEST) };
  for (const name of ["source", "medium", "campaign", "term", "content"]) {
    const value = page.searchParams.get(`utm_${name}`);
    if (value) campaign[`utm_${name}`] = value.slice(0, LONGEST);
  }
  const host = hostOf(referrer);
  if (host) campaign.referrer = host.slice(0, LONGEST);
  return campaign;
}

function hostOf(referrer: string): string {
  try {
    return new URL(referrer).host;
  } catch {
    return "";
  }
}

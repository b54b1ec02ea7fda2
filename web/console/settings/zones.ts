/** The time zones that the browser knows; the one in use is among them even when it does not. */
export function zones(inUse: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(inUse) ? known : [inUse, ...known];
}

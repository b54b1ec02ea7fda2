/** Names of people as the team says them. */
import type { Practitioner } from "../../shared/types";

/** "Dr. Elif Kaya"; a title that is already part of the name is not said twice. */
export function titled({ prefix, name }: Pick<Practitioner, "prefix" | "name">): string {
  return !prefix || name.startsWith(prefix) ? name : `${prefix} ${name}`;
}

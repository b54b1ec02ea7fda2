/** What a role may do; the API decides, this only hides what would be refused. */
import type { Role, Session } from "../../shared/types";

export type Ability = "calls" | "book" | "attend" | "inquiries" | "import" | "setup" | "staff" | "billing" | "editPatient";

const ABILITIES: Record<Role, readonly Ability[]> = {
  owner: ["calls", "book", "attend", "inquiries", "import", "setup", "staff", "billing", "editPatient"],
  operator: ["calls", "book", "attend", "inquiries", "import", "editPatient"],
  doctor: ["attend"],
};

export const may = (session: Pick<Session, "user">, ability: Ability): boolean =>
  ABILITIES[session.user.role].includes(ability);

/** What a role may do; the API decides, this only hides what would be refused. */
import type { Role, Session } from "../../shared/types";

export type Ability = "book" | "inquiries" | "import" | "setup" | "staff" | "billing" | "editPatient";

const ABILITIES: Record<Role, readonly Ability[]> = {
  owner: ["book", "inquiries", "import", "setup", "staff", "billing", "editPatient"],
  operator: ["book", "inquiries", "import", "setup", "editPatient"],
  doctor: [],
};

export const may = (session: Pick<Session, "user">, ability: Ability): boolean =>
  ABILITIES[session.user.role].includes(ability);

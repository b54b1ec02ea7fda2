/** Who is signed in, and where; pages inside of the shell always have it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import type { Session } from "../../shared/types";
import { queries } from "../api/queries";
import { may, type Ability } from "./may";

export const useSession = (): Session => useSuspenseQuery(queries.session()).data;
export const useMay = (ability: Ability): boolean => may(useSession(), ability);

/** The card that comes up with a call: who it is, what stands open, what to do. It never takes the focus. */
import { CloseButton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useState } from "react";
import type { Pop, PopPerson } from "../../api/call-shapes";
import type { Opening } from "../../calendar/booking-drawer";
import { todayIn } from "../../calendar/wall";
import { useT } from "../../i18n";
import { Loaded, RowsSkeleton } from "../../parts/states";
import { useSession } from "../../parts/use-session";
import type { PhoneCall } from "../phone/call-model";
import { callerName } from "../words";
import css from "./card.module.css";
import { MissedNote } from "./missed-note";
import { People } from "./people";
import { PersonFacts } from "./person-facts";
import { Stranger } from "./stranger";
import { WrapUpForm } from "./wrap-up-form";

const BookingDrawer = lazy(() => import("../../calendar/booking-drawer").then(({ BookingDrawer: component }) => ({ default: component })));
const VisitDrawer = lazy(() => import("../../calendar/visit-drawer").then(({ VisitDrawer: component }) => ({ default: component })));
const PatientDrawer = lazy(() => import("../../patients/patient-drawer").then(({ PatientDrawer: component }) => ({ default: component })));

type Props = { call: PhoneCall; pop: UseQueryResult<Pop>; open: boolean; onClose: () => void };
type Drawer = { kind: "book"; opening: Opening } | { kind: "visit"; id: string } | { kind: "patient"; phone: string } | null;

export function CallCard({ call, pop, open, onClose }: Props) {
  const t = useT();
  const [drawer, setDrawer] = useState<Drawer>(null);
  const [booked, setBooked] = useState(false);
  const { clinic } = useSession();
  const [person, choose] = usePerson(pop.data);
  const close = (): void => setDrawer(null);
  const book = (opening: Omit<Opening, "date">): void => setDrawer({ kind: "book", opening: { date: todayIn(clinic.zone), inCall: true, ...opening } });
  const phone = pop.data?.draft?.phone || call.number;
  const name = callerName(pop.data, call.number, t);
  const number = pop.data?.call.number_display || call.number || t("call.withheld");
  return (
    <>
      <aside className={css.card} aria-label={t("card.title", { name })} hidden={!open}>
        <header className={css.head}>
          <div>
            <h2 className={css.title}><bdi>{name}</bdi></h2>
            {name !== number && <p className={`${css.number} numbers`}><bdi>{number}</bdi></p>}
          </div>
          <CloseButton aria-label={t("phone.hideCard")} onClick={onClose} />
        </header>
        <div className={css.body}>
          <Loaded query={pop} skeleton={<RowsSkeleton rows={4} height={72} />}>
            {(found) => (
              <>
                {found.missed_call && <MissedNote missed={found.missed_call} />}
                {found.people.length > 1 && <People people={found.people} chosen={person} onChoose={choose} />}
                {person ? (
                  <PersonFacts person={person} onVisit={(id) => setDrawer({ kind: "visit", id })} onBook={() => book({ patient: person.patient })} />
                ) : (
                  !found.people.length && <Stranger number={phone} onBook={() => book({ phone })} onAdd={() => setDrawer({ kind: "patient", phone })} />
                )}
              </>
            )}
          </Loaded>
        </div>
        <WrapUpForm call={call} known={pop.data?.call} patientId={person?.patient.id} booked={booked} stranger={pop.data?.people.length === 0} />
      </aside>
      <Suspense>
        {drawer?.kind === "book" && <BookingDrawer opening={drawer.opening} onClose={close} onBooked={() => setBooked(true)} />}
        {drawer?.kind === "visit" && <VisitDrawer id={drawer.id} onClose={close} />}
        {drawer?.kind === "patient" && <PatientDrawer phone={drawer.phone} onClose={close} />}
      </Suspense>
    </>
  );
}

/** Whom the operator found to be calling: chosen among a family, clear where it is one. */
function usePerson(pop: Pop | undefined): [PopPerson | null, (id: string) => void] {
  const [id, setId] = useState("");
  const people = pop?.people ?? [];
  const known = pop?.call.patient?.id ?? "";
  useEffect(() => {
    if (!id && people.some(({ patient }) => patient.id === known)) setId(known);
  }, [known, people.length]);
  return [people.find(({ patient }) => patient.id === id) ?? (people.length === 1 ? (people[0] ?? null) : null), setId];
}

/** The day by practitioner and the week of one: look, book, move. */
import { Button, Modal, Skeleton } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Appointment } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { Empty, Loaded } from "../parts/states";
import { useMay, useSession } from "../parts/use-session";
import { Board } from "./board";
import { closedName } from "./board-data";
import { BookingDrawer, type Opening } from "./booking-drawer";
import css from "./calendar-page.module.css";
import { Conflict } from "./conflict";
import { stepOf } from "./steps";
import { Toolbar } from "./toolbar";
import { useRange } from "./use-range";
import { type MoveRequest, useMove } from "./use-visits";
import { VisitDrawer } from "./visit-drawer";
import { dateOf, instantOf } from "./wall";

export function CalendarPage() {
  const t = useT();
  const { clinic } = useSession();
  const mayBook = useMay("book");
  const range = useRange();
  const query = useQuery({ ...queries.calendar(range.query), enabled: range.loaded });
  const { data: services = [] } = useQuery(queries.services());
  const [opening, setOpening] = useState<Opening | null>(null);
  const [refusal, setRefusal] = useState<{ error: Error; request: MoveRequest } | null>(null);
  const move = useMove((error, request) => setRefusal({ error, request }), () => setRefusal(null));
  useEffect(() => {
    document.title = `${t("nav.calendar")} · Frontdesk`;
  }, [t]);

  const zone = range.branch?.zone ?? clinic.zone;
  const openAt = (wall: string, practitionerId: string | null): void => {
    const id = practitionerId ?? (range.ofOne ? (range.practitioner?.id ?? null) : null);
    const found = range.practitioners.find((one) => one.id === id);
    const wish = { wall, zone, start: instantOf(wall, zone), practitionerId: id, practitionerName: found ? titled(found) : "" };
    setOpening({ date: dateOf(wall), branchId: range.branch?.id, wish });
  };
  const drop = (visit: Appointment, wall: string, practitionerId: string | null, revert: () => void): void =>
    move.mutate(
      { visit, start: instantOf(wall, visit.zone), practitionerId: practitionerId ?? undefined, notify: true },
      { onError: revert },
    );

  if (range.loaded && !range.practitioners.length && range.branches.length < 2) return <NobodyYet />;
  return (
    <div className={css.page}>
      <Toolbar date={range.date} today={range.today} view={range.view} branches={range.branches} branchId={range.branch?.id ?? ""}
        practitioners={range.practitioners} practitionerId={range.practitioner?.id ?? ""} showPractitioner={range.ofOne} narrow={range.narrow}
        onDate={(date) => range.go({ date: date === range.today ? undefined : date })}
        onView={(view) => range.go({ view: view === "week" ? "week" : undefined })}
        onBranch={(branch) => range.go({ branch, doctor: undefined })} onPractitioner={(doctor) => range.go({ doctor })}
        onBook={mayBook ? () => setOpening({ date: range.date, branchId: range.branch?.id }) : undefined} />
      <div className={css.board}>
        <Loaded query={query} skeleton={<BoardSkeleton />}>
          {(data) => (
            <>
              {closedName(data) && <p className={css.closed} role="status">{t("calendar.closed", { name: closedName(data) ?? "" })}</p>}
              <Board range={data} date={range.date} editable={mayBook} narrow={range.narrow} step={(serviceId) => stepOf(services, serviceId)}
                view={range.view === "week" ? "timeGridWeek" : range.narrow ? "timeGridDay" : "resourceTimeGridDay"}
                onVisit={(visit) => range.go({ visit: visit.id })} onFree={mayBook ? openAt : () => undefined} onDrop={drop} />
            </>
          )}
        </Loaded>
      </div>
      {opening && <BookingDrawer opening={opening} onClose={() => setOpening(null)} />}
      {range.visitId && (
        <VisitDrawer id={range.visitId} known={query.data?.appointments.find((one) => one.id === range.visitId)}
          onClose={() => range.go({ visit: undefined })} />
      )}
      <Modal opened={Boolean(refusal)} onClose={() => setRefusal(null)} title={t("conflict.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}>
        {refusal && (
          <Conflict error={refusal.error} onChoose={(slot) =>
            move.mutate({ ...refusal.request, start: slot.start, practitionerId: slot.practitioner_id })}
            onAnyway={(override) => move.mutate({ ...refusal.request, override })} />
        )}
      </Modal>
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div className={css.skeleton} aria-hidden>
      {[0, 1, 2, 3].map((column) => (
        <Skeleton key={column} height="100%" radius="sm" />
      ))}
    </div>
  );
}

function NobodyYet() {
  const t = useT();
  const setup = useMay("setup");
  return (
    <Empty icon={IconStethoscope} title={t("calendar.nobodyTitle")} text={t("calendar.nobodyText")}
      action={setup && <Button component={Link} to="/settings/practitioners">{t("calendar.nobodyAction")}</Button>} />
  );
}

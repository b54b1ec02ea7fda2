/** Moves a visit without a mouse: another practitioner, another time. */
import { Button, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Appointment, Slot } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { practitionersOf } from "./booking-model";
import { Conflict } from "./conflict";
import { SlotPicker } from "./slot-picker";
import { useMove } from "./use-visits";
import css from "./visit-drawer.module.css";
import { todayIn } from "./wall";

type Props = { visit: Appointment; onBack: () => void; onDone: () => void };

export function MoveForm({ visit, onBack, onDone }: Props) {
  const t = useT();
  const [practitionerId, setPractitionerId] = useState(visit.practitioner_id);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [notify, setNotify] = useState(true);
  const move = useMove(undefined, onDone);
  const services = useQuery(queries.services()).data ?? [];
  const all = useQuery(queries.practitioners()).data ?? [];
  const offering = practitionersOf(services.find((one) => one.id === visit.service_id), all);
  const save = (): void => {
    if (slot) move.mutate({ visit, start: slot.start, practitionerId: slot.practitioner_id || practitionerId, notify });
  };
  const today = todayIn(visit.zone);
  return (
    <div className={css.form}>
      {move.error && <Conflict error={move.error} onChoose={setSlot} />}
      <Select label={t("booking.practitioner")} value={practitionerId}
        onChange={(value) => {
          setPractitionerId(value ?? visit.practitioner_id);
          setSlot(null);
        }}
        data={offering.map((one) => ({ value: one.id, label: titled(one) }))} />
      <SlotPicker serviceId={visit.service_id} practitionerId={practitionerId} branchId={visit.branch_id}
        from={visit.wall.slice(0, 10) > today ? visit.wall.slice(0, 10) : today} chosen={slot} onChoose={setSlot} />
      <Switch label={t("visit.notifyMove")} checked={notify} onChange={(event) => setNotify(event.currentTarget.checked)} />
      <div className={css.foot}>
        <Button variant="default" onClick={onBack}>{t("common.back")}</Button>
        <Button disabled={!slot} loading={move.isPending} onClick={save}>{t("visit.moveSubmit")}</Button>
      </div>
    </div>
  );
}

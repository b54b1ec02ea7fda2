/** The weekly hours editor; saving says which booked visits now lie outside. */
import { Alert, Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatMoment } from "../../shared/format";
import type { Appointment, Hours, Practitioner } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import { useT, useWords } from "../i18n";
import { Panel } from "../parts/panel";
import { said, sentenceOf } from "../parts/say";
import { useUnsaved } from "../parts/unsaved";
import { HoursDay } from "./hours-day";
import { complete, tidy, valid, WEEKDAYS, weeklyHours, withDay } from "./hours-model";
import css from "./hours.module.css";
import { useRefresh } from "./use-thing";

type Saved = { practitioner: Practitioner; affected: Appointment[] };

export function HoursPanel({ practitioner }: { practitioner: Practitioner }) {
  const t = useT();
  const refresh = useRefresh();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<{ hours: Hours; version: number } | null>(null);
  const known = complete(practitioner.hours);
  const hours = typed?.hours ?? known;
  const setHours = (next: Hours): void =>
    setTyped(JSON.stringify(next) === JSON.stringify(known) ? null : { hours: next, version: typed?.version ?? practitioner.version });
  const save = useMutation({
    mutationFn: () =>
      send<Saved>("PUT", "/api/practitioners/{id}/hours", { id: practitioner.id }, { hours: tidy(hours), version: typed?.version ?? practitioner.version }),
    onSuccess: (saved) => {
      const { queryKey } = queries.practitioners();
      cache.setQueryData(queryKey, (all) => all?.map((one) => (one.id === practitioner.id ? saved.practitioner : one)));
      setTyped(null);
      refresh();
      said(t("hours.saved"));
    },
  });
  const same = JSON.stringify(tidy(hours)) === JSON.stringify(tidy(known));
  useUnsaved(() => !same);
  return (
    <Panel title={t("hours.title")} text={t("hours.text", { hours: weeklyHours(hours) })}>
      <div className={css.week}>
        {WEEKDAYS.map((day) => (
          <HoursDay key={day} day={day} hours={hours} onHours={setHours} onSpans={(spans) => setHours(withDay(hours, day, spans))} />
        ))}
      </div>
      {save.error && <Alert mt="md" color="red" role="alert">{sentenceOf(save.error, t)}</Alert>}
      {save.data && save.data.affected.length > 0 && <Outside visits={save.data.affected} />}
      <div className={css.foot}>
        <Button disabled={same || !valid(hours)} loading={save.isPending} onClick={() => save.mutate()}>{t("hours.save")}</Button>
      </div>
    </Panel>
  );
}

/** Visits that were booked before and are now outside of the hours: nothing happens to them by itself. */
export function Outside({ visits }: { visits: Appointment[] }) {
  const { t, locale } = useWords();
  return (
    <Alert mt="md" color="yellow" title={t("hours.outside", { count: visits.length })} role="status">
      <ul className={css.outside}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <Link to="/calendar" search={{ date: visit.wall.slice(0, 10), doctor: visit.practitioner_id, visit: visit.id }}>
              {formatMoment(visit.wall, locale)} · {visit.patient.name}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** One patient: contact data beside everything that happened, in one timeline. */
import { Alert, Button } from "@mantine/core";
import { IconArrowLeft, IconCalendarPlus, IconEdit, IconMessage } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Patient } from "../../shared/types";
import { queries } from "../api/queries";
import { BookingDrawer } from "../calendar/booking-drawer";
import { todayIn } from "../calendar/wall";
import { useT } from "../i18n";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Loaded, RowsSkeleton } from "../parts/states";
import { useMay, useSession } from "../parts/use-session";
import { CallBack } from "../desk/list/call-back";
import { CallsRefused, RefuseCalls } from "./calls-refused";
import { MessageDrawer } from "./message-drawer";
import { PatientDrawer } from "./patient-drawer";
import { PatientDetails } from "./patient-details";
import css from "./patients.module.css";
import { PatientTimeline } from "./timeline";

export function PatientPage() {
  const t = useT();
  const { patientId } = useParams({ from: "/inside/patients/$patientId" });
  const query = useQuery(queries.patient(patientId));
  return (
    <Loaded query={query} skeleton={<Page title={t("patients.title")}><RowsSkeleton rows={8} /></Page>}>
      {(patient) => <Card patient={patient} />}
    </Loaded>
  );
}

function Card({ patient }: { patient: Patient }) {
  const t = useT();
  const { clinic } = useSession();
  const [open, setOpen] = useState<"edit" | "message" | "book" | null>(null);
  const [mayEdit, mayBook, mayCall] = [useMay("editPatient"), useMay("book"), useMay("calls")];
  const close = (): void => setOpen(null);
  return (
    <Page title={patient.name} back={<Back />} actions={
      <>
        {mayEdit && (
          <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setOpen("edit")}>
            {t("common.edit")}
          </Button>
        )}
        {mayEdit && patient.phone && (
          <Button variant="default" leftSection={<IconMessage size={16} aria-hidden />} disabled={patient.sms_opted_out}
            onClick={() => setOpen("message")}>
            {t("message.write")}
          </Button>
        )}
        {mayCall && <CallBack number={patient.phone ?? ""} refused={patient.calls_refused} size="page" />}
        {mayBook && (
          <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => setOpen("book")}>
            {t("patient.book")}
          </Button>
        )}
      </>
    }>
      {patient.sms_opted_out && <Alert color="yellow">{t("patient.optedOut")}</Alert>}
      {patient.calls_refused && <CallsRefused patient={patient} mayEdit={mayEdit} />}
      <div className={css.card}>
        <Panel title={t("patient.contact")}>
          <PatientDetails patient={patient} />
          {mayEdit && patient.phone && !patient.calls_refused && <RefuseCalls patient={patient} />}
        </Panel>
        <PatientTimeline patientId={patient.id} />
      </div>
      {open === "edit" && <PatientDrawer patient={patient} onClose={close} />}
      {open === "message" && <MessageDrawer patientId={patient.id} name={patient.name} onClose={close} />}
      {open === "book" && <BookingDrawer opening={{ date: todayIn(clinic.zone), patient }} onClose={close} />}
    </Page>
  );
}

function Back() {
  const t = useT();
  return (
    <Link to="/patients" className={css.back}>
      <IconArrowLeft size={16} aria-hidden />
      {t("patients.title")}
    </Link>
  );
}

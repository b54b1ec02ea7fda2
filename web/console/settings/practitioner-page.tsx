/** One practitioner: weekly hours, leave, services. */
import { Button } from "@mantine/core";
import { IconArrowLeft, IconEdit } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Practitioner } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { Page } from "../parts/page";
import { Loaded } from "../parts/states";
import { NotHere } from "../app/not-here";
import patientsCss from "../patients/patients.module.css";
import { HoursPanel } from "./hours-panel";
import { LeavePanel } from "./leave-panel";
import { OffersPanel } from "./offers-panel";
import { PractitionerDrawer } from "./practitioner-drawer";
import { useBranches } from "./use-branches";

export function PractitionerPage() {
  const { practitionerId } = useParams({ from: "/inside/settings/practitioners/$practitionerId" });
  return (
    <Loaded query={useQuery(queries.practitioners())}>
      {(all) => {
        const found = all.find((one) => one.id === practitionerId);
        return found ? <Practice practitioner={found} others={all} /> : <NotHere />;
      }}
    </Loaded>
  );
}

function Practice({ practitioner, others }: { practitioner: Practitioner; others: Practitioner[] }) {
  const t = useT();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const { ready } = useBranches();
  return (
    <Page title={titled(practitioner)} lede={practitioner.specialty} back={
      <Link to="/settings/practitioners" className={patientsCss.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t("settings.practitioners")}
      </Link>
    } actions={
      <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setEditing(true)}>
        {t("common.edit")}
      </Button>
    }>
      <HoursPanel key={practitioner.id} practitioner={practitioner} />
      <OffersPanel practitioner={practitioner} />
      <LeavePanel practitioner={practitioner} />
      {editing && ready && <PractitionerDrawer practitioner={practitioner} others={others} onClose={() => setEditing(false)}
        onArchived={() => void navigate({ to: "/settings/practitioners" })} />}
    </Page>
  );
}

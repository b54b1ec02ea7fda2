/** One visit: what it is, and what can be done with it. */
import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Appointment } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import formCss from "../parts/form.module.css";
import { Loaded } from "../parts/states";
import { useMay } from "../parts/use-session";
import { CancelForm } from "./cancel-form";
import { MoveForm } from "./move-form";
import { useStatus } from "./use-visits";
import { VisitFacts } from "./visit-facts";
import css from "./visit-drawer.module.css";

type Mode = "look" | "move" | "cancel";
type Props = { id: string; known?: Appointment; onClose: () => void };

export function VisitDrawer({ id, known, onClose }: Props) {
  const t = useT();
  const [mode, setMode] = useState<Mode>("look");
  const query = useQuery({ ...queries.appointment(id), placeholderData: known });
  useEffect(() => setMode("look"), [id]);
  const titles = { look: t("visit.title"), move: t("visit.moveTitle"), cancel: t("visit.cancelTitle") };
  return (
    <Drawer opened onClose={onClose} size={460} title={titles[mode]} closeButtonProps={{ "aria-label": t("common.close") }}
      classNames={{ title: formCss.drawerTitle, body: css.body, header: formCss.drawerHeader }}>
      <Loaded query={query}>
        {(visit) => (
          <>
            <VisitFacts visit={visit} />
            {mode === "look" && <Actions visit={visit} onMode={setMode} />}
            {mode === "move" && <MoveForm visit={visit} onBack={() => setMode("look")} onDone={onClose} />}
            {mode === "cancel" && <CancelForm visit={visit} onBack={() => setMode("look")} onDone={onClose} />}
          </>
        )}
      </Loaded>
    </Drawer>
  );
}

function Actions({ visit, onMode }: { visit: Appointment; onMode: (mode: Mode) => void }) {
  const t = useT();
  const status = useStatus();
  const [mayBook, mayAttend] = [useMay("book"), useMay("attend")];
  if (!mayAttend || visit.status === "cancelled") return null;
  const become = (next: Appointment["status"] | "confirmed") => () => status.mutate({ visit, status: next });
  const waiting = visit.status === "booked";
  return (
    <div className={css.actions}>
      {waiting && <Button onClick={become("arrived")}>{t("visit.arrived")}</Button>}
      {waiting && !visit.confirmed_at && (
        <Button variant="default" onClick={become("confirmed")}>{t("visit.confirm")}</Button>
      )}
      {visit.status === "arrived" && <Button onClick={become("fulfilled")}>{t("visit.fulfilled")}</Button>}
      {(waiting || visit.status === "arrived") && (
        <>
          {mayBook && <Button variant="default" onClick={() => onMode("move")}>{t("visit.move")}</Button>}
          <Button variant="default" onClick={become("noshow")}>{t("visit.noshow")}</Button>
          {mayBook && <Button variant="subtle" color="red" onClick={() => onMode("cancel")}>{t("visit.cancel")}</Button>}
        </>
      )}
      {!waiting && (
        <Button variant="default" onClick={become("booked")}>{t("visit.backToBooked")}</Button>
      )}
    </div>
  );
}

/** The patient's number wants no calls by machine; whoever keeps the card may take that back. */
import { Alert, Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Patient } from "../../shared/types";
import { send } from "../api/send";
import { useT } from "../i18n";
import { sayFailed, sayUndoable } from "../parts/say";

export function CallsRefused({ patient, mayEdit }: { patient: Patient; mayEdit: boolean }) {
  const t = useT();
  const cache = useQueryClient();
  const put = (refused: boolean): Promise<Patient> =>
    send<Patient>("PUT", "/api/patients/{patient_id}/do-not-call", { patient_id: patient.id }, { refused });
  const keep = (saved: Patient): void => void cache.setQueryData(["patient", saved.id], saved);
  const allow = useMutation({
    mutationFn: () => put(false),
    onSuccess: (saved) => {
      keep(saved);
      sayUndoable(t("patient.callsAllowed"), t("common.undo"), () => void put(true).then(keep, (error) => sayFailed(error, t)));
    },
    onError: (error) => sayFailed(error, t),
  });
  return (
    <Alert color="yellow" title={t("patient.callsRefused")}>
      {t("patient.callsRefusedHint")}
      {mayEdit && (
        <Button size="xs" variant="default" display="block" mt="xs" loading={allow.isPending} onClick={() => allow.mutate()}>
          {t("patient.allowCalls")}
        </Button>
      )}
    </Alert>
  );
}

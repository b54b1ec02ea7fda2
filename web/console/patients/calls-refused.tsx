/** Whether the patient's number wants calls by machine: said where it does not, and changed by whoever keeps the card. */
import { Alert, Button } from "@mantine/core";
import { IconPhoneOff } from "@tabler/icons-react";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Patient } from "../../shared/types";
import { send } from "../api/send";
import { useT } from "../i18n";
import { sayFailed, sayUndoable } from "../parts/say";

type Props = { patient: Patient; mayEdit: boolean };

/** Notes that calls are refused or allowed again, with the way back. */
function useRefusal(patient: Patient, refused: boolean): UseMutationResult<Patient, Error, void> {
  const t = useT();
  const cache = useQueryClient();
  const put = (next: boolean): Promise<Patient> =>
    send<Patient>("PUT", "/api/patients/{patient_id}/do-not-call", { patient_id: patient.id }, { refused: next });
  const keep = (saved: Patient): void => {
    cache.setQueryData(["patient", saved.id], saved);
    for (const name of ["calls", "missed"]) void cache.invalidateQueries({ queryKey: [name] });
  };
  return useMutation({
    mutationFn: () => put(refused),
    onSuccess: (saved) => {
      keep(saved);
      sayUndoable(t(refused ? "patient.callsStopped" : "patient.callsAllowed"), t("common.undo"),
        () => void put(!refused).then(keep, (error) => sayFailed(error, t)));
    },
    onError: (error) => sayFailed(error, t),
  });
}

export function CallsRefused({ patient, mayEdit }: Props) {
  const t = useT();
  const allow = useRefusal(patient, false);
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

export function RefuseCalls({ patient }: { patient: Patient }) {
  const t = useT();
  const refuse = useRefusal(patient, true);
  return (
    <Button variant="subtle" color="gray" mt="sm" leftSection={<IconPhoneOff size={16} stroke={1.7} aria-hidden />} loading={refuse.isPending}
      onClick={() => refuse.mutate()}>
      {t("patient.refuseCalls")}
    </Button>
  );
}

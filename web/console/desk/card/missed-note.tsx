/** They tried before and nobody answered: said first, so that the operator can be sorry. */
import { Alert } from "@mantine/core";
import { formatInstant } from "../../../shared/format";
import type { MissedCall } from "../../api/call-shapes";
import { useWords } from "../../i18n";
import { useSession } from "../../parts/use-session";

export function MissedNote({ missed }: { missed: MissedCall }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  return (
    <Alert color="yellow" variant="light">
      {t("card.missed", { count: missed.count, last: formatInstant(missed.last_at, zone, locale) })}
    </Alert>
  );
}

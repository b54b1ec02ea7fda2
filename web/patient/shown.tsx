/** The visit itself: what is planned, whether it is confirmed, and what can be done. */
import { timeOf } from "../widget/when";
import type { Acts } from "./acts";
import { WhoAreYou } from "./details";
import { Call, CHECK, Facts, Icon, NoticePanel, Title } from "./parts";
import { type Notice, standingOf, titleOf, type VisitPage, whyNot } from "./visit";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  page: VisitPage;
  acts: Acts;
  notice: Notice | null;
  calendar: string;
}

export function Shown({ reader, page, acts, notice, calendar }: Props) {
  const { t } = reader;
  const { visit, patient, clinic } = page;
  const standing = standingOf(visit);
  return (
    <div class={`card ${standing}`}>
      <NoticePanel reader={reader} notice={notice} />
      <Title>{t(titleOf(page), { name: patient.given_name })}</Title>
      {standing === "confirmed" && (
        <p class="chip">
          <Icon path={CHECK} />
          {t("confirmed")}
        </p>
      )}
      <Facts reader={reader} visit={visit} />
      <Others reader={reader} page={page} />
      {standing === "planned" || standing === "confirmed" ? (
        <>
          <Ways reader={reader} page={page} acts={acts} calendar={calendar} />
          {patient.nameless && <WhoAreYou reader={reader} acts={acts} />}
        </>
      ) : (
        <>
          <p>{t(`after.${standing}`)}</p>
          <Call reader={reader} phone={clinic.phone} />
        </>
      )}
    </div>
  );
}

function Others({ reader, page }: { reader: Reader; page: VisitPage }) {
  if (!page.others.length) return null;
  return (
    <section class="others" aria-labelledby="others">
      <h2 id="others">{reader.t("others")}</h2>
      <ul>
        {page.others.map((other) => (
          <li key={other.id}>
            <b>{timeOf(reader.locale, other.wall)}</b>
            <span>
              {other.service_name} · {other.practitioner_name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ways({ reader, page, acts, calendar }: Omit<Props, "notice">) {
  const { t } = reader;
  const { visit, clinic } = page;
  const why = whyNot(visit);
  return (
    <div class="stack">
      {visit.can_confirm && (
        <button type="button" class="button main" aria-busy={acts.busy === "confirm"} onClick={acts.confirm}>
          {t("confirm")}
        </button>
      )}
      <div class="pair">
        {visit.can_move && (
          <button type="button" class="button" onClick={() => acts.open("move")}>
            {t("move")}
          </button>
        )}
        {visit.can_cancel && (
          <button type="button" class="button" onClick={() => acts.open("cancel")}>
            {t("cancel")}
          </button>
        )}
        <a class="button" href={calendar} download="visit.ics">
          {t("calendar")}
        </a>
      </div>
      {why && <p class="why">{t(why.key, why.values)}</p>}
      <Call reader={reader} phone={clinic.phone} />
    </div>
  );
}

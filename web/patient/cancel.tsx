/** Giving a visit up: asked once more, with an optional word for the clinic. */
import { useState } from "preact/hooks";
import { dateOf, timeOf } from "../widget/when";
import type { Acts } from "./acts";
import { NoticePanel, Title } from "./parts";
import type { Notice, VisitPage } from "./visit";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  page: VisitPage;
  acts: Acts;
  notice: Notice | null;
}

export function Cancel({ reader, page, acts, notice }: Props) {
  const { t, locale } = reader;
  const { visit } = page;
  const [reason, setReason] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    acts.cancel(reason.trim());
  };
  return (
    <form class="card stack" onSubmit={submit}>
      <NoticePanel reader={reader} notice={notice} />
      <Title>{t("cancel.title")}</Title>
      <p>
        <b>
          {dateOf(locale, visit.wall)}, {timeOf(locale, visit.wall)}
        </b>
        <br />
        {visit.service_name} · {visit.practitioner_name}
      </p>
      <label>
        {t("cancel.reason")} <span class="quiet">{t("optional")}</span>
        <textarea rows={2} maxLength={300} dir="auto" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button bad" aria-busy={acts.busy === "cancel"}>
        {t("cancel.do")}
      </button>
      <button type="button" class="button" onClick={() => acts.open("visit")}>
        {t("keep")}
      </button>
    </form>
  );
}

/** Another time for the same visit: first the day, then the time, then one clear yes. */
import { useState } from "preact/hooks";
import { dateOf, dayOf, timeOf } from "../widget/when";
import type { Slot } from "../widget/wire";
import type { Acts } from "./acts";
import { Call, NoticePanel, Title } from "./parts";
import type { Product } from "./product";
import { Times } from "./times";
import { useTimes } from "./use-times";
import type { Notice, VisitPage } from "./visit";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  page: VisitPage;
  product: Product;
  acts: Acts;
  notice: Notice | null;
}

export function Move({ reader, page, product, acts, notice }: Props) {
  const { t, locale } = reader;
  const times = useTimes(product);
  const [picked, setPicked] = useState<Slot | null>(null);
  const { visit, clinic } = page;
  return (
    <div class="card stack">
      <NoticePanel reader={reader} notice={notice} take={setPicked} />
      <Title>{t("move.title")}</Title>
      <p>
        {t("move.now")}{" "}
        <b>
          {dateOf(locale, visit.wall)}, {timeOf(locale, visit.wall)}
        </b>
        <br />
        <span class="quiet">
          {visit.service_name} · {visit.practitioner_name}
        </span>
      </p>
      {visit.moves_left > 0 && <p class="quiet">{t("move.left", { count: visit.moves_left })}</p>}
      <Times reader={reader} times={times} picked={picked} pick={setPicked} />
      {times.none && <Call reader={reader} phone={clinic.phone} />}
      {picked && (
        <div class="picked" role="status">
          <b>
            {dayOf(locale, picked.wall)}, {timeOf(locale, picked.wall)}
          </b>
          <button type="button" class="button main" aria-busy={acts.busy === "move"} onClick={() => acts.move(picked.start)}>
            {t("move.do")}
          </button>
        </div>
      )}
      <button type="button" class="button" onClick={() => acts.open("visit")}>
        {t("keep.time")}
      </button>
    </div>
  );
}

/** Parts of every view: the frame with the clinic's name, messages, the call button, the visit's facts. */
import type { ComponentChildren, RefObject } from "preact";
import { LANGUAGE_NAMES } from "../shared/i18n";
import { dateOf, dayOf, deviceDiffers, timeOf, zoneOf } from "../widget/when";
import type { Slot } from "../widget/wire";
import type { Broken, Notice, Visit } from "./visit";
import { LANGUAGES, type Reader } from "./words";

interface FrameProps {
  reader: Reader;
  name: string;
  choose(lang: string): void;
  main: RefObject<HTMLElement | null>;
  children: ComponentChildren;
}

export function Frame({ reader, name, choose, main, children }: FrameProps) {
  return (
    <div class="page">
      <header>
        <span class="clinic">{name}</span>
        <select
          class="language"
          aria-label={reader.t("language")}
          value={reader.lang}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {LANGUAGES.map((lang) => (
            <option key={lang} value={lang} lang={lang}>
              {LANGUAGE_NAMES[lang]}
            </option>
          ))}
        </select>
      </header>
      <main ref={main}>{children}</main>
    </div>
  );
}

export function Title({ children }: { children: ComponentChildren }) {
  return <h1 tabIndex={-1}>{children}</h1>;
}

export function Loading({ reader }: { reader: Reader }) {
  return (
    <div class="card waiting" role="status">
      <span class="hidden">{reader.t("loading")}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

interface NoticeProps {
  reader: Reader;
  notice: Notice | null;
  take?(slot: Slot): void;
}

export function NoticePanel({ reader, notice, take }: NoticeProps) {
  if (!notice) return null;
  return (
    <div class={notice.good ? "notice good" : "notice"} role={notice.good ? "status" : "alert"} tabIndex={-1}>
      <p>{reader.t(notice.key)}</p>
      {take &&
        notice.times?.map((slot) => (
          <button key={slot.start} type="button" class="button" onClick={() => take(slot)}>
            {dayOf(reader.locale, slot.wall)}, {timeOf(reader.locale, slot.wall)}
          </button>
        ))}
    </div>
  );
}

const PHONE =
  "M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z";
export const NEXT = "M9 5l7 7-7 7";
export const PREVIOUS = "M15 5l-7 7 7 7";
export const CHECK = "M5 12.5l4.5 4.5L19 7.5";

export function Icon({ path }: { path: string }) {
  return (
    <svg class={path === NEXT || path === PREVIOUS ? "icon flips" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export function Call({ reader, phone }: { reader: Reader; phone: string }) {
  if (!phone) return null;
  return (
    <a class="button call" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
      <Icon path={PHONE} />
      <span>
        {reader.t("call")} <bdi dir="ltr">{phone}</bdi>
      </span>
    </a>
  );
}

/** When, what, who and where, the way one would write it on a card. */
export function Facts({ reader, visit }: { reader: Reader; visit: Visit }) {
  const { t, locale } = reader;
  const zone = zoneOf(locale, visit.start, visit.zone);
  const place = [visit.branch_name, visit.branch_address].filter(Boolean).join(", ");
  return (
    <dl class="facts">
      <div class="when">
        <dt class="hidden">{t("fact.when")}</dt>
        <dd>
          <span class="date">{dateOf(locale, visit.wall)}</span>
          <span class="time">{timeOf(locale, visit.wall)}</span>
          <span class={deviceDiffers(visit.start, visit.wall) ? "zone differs" : "zone"}>{t("zone", { zone })}</span>
        </dd>
      </div>
      <Fact name={t("fact.what")} text={visit.service_name} />
      <Fact name={t("fact.who")} text={visit.practitioner_name} />
      <Fact name={t("fact.where")} text={place} />
      <Fact name={t("fact.prepare")} text={visit.preparation} />
    </dl>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  if (!text) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

export function BrokenLink({ reader, broken, retry }: { reader: Reader; broken: Broken; retry(): void }) {
  const { t } = reader;
  const again = broken.key === "offline" || broken.key === "failed";
  return (
    <div class="card stack" role="alert">
      <Title>{t(`broken.${broken.key}`)}</Title>
      <p>{t(`broken.${broken.key}.text`)}</p>
      {again && (
        <button type="button" class="button main" onClick={retry}>
          {t("retry")}
        </button>
      )}
      <Call reader={reader} phone={broken.clinicPhone} />
    </div>
  );
}

/** A patient's phone beside the clock of the local cloud: texts, mails and calls. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { LANGUAGE_NAMES, LANGUAGES, type Language, pickLanguage } from "../shared/i18n";
import { ClockBar } from "./clock";
import { type ClockState, listPhones, type PhoneLine, showClock } from "./exchange";
import { useNews } from "./live";
import { MailBox } from "./mails";
import { Messages } from "./messages";
import { RingingElsewhere } from "./phone/banner";
import { Calls } from "./phone/calls";
import { useExchange } from "./phone/use-calls";
import { hashOf, type Place, placeOf } from "./reading";
import { type Reader, useReader } from "./words";

const TABS = ["messages", "mails", "calls"] as const;

export function App() {
  const [lang, setLang] = useState<Language>(pickLanguage(navigator.languages));
  const reader = useReader(lang);
  const [place, go] = usePlace();
  const [phones, setPhones] = useState<PhoneLine[] | null>(null);
  const [clock, setClock] = useState<ClockState | null>(null);
  const [online, setOnline] = useState(true);
  const [mailNews, setMailNews] = useState(0);
  const [textNews, setTextNews] = useState({ phone: "", count: 0 });

  const exchanges = useExchange();

  const loadPhones = useCallback(() => void listPhones().then((found) => setPhones(found.phones), () => setOnline(false)), []);
  useNews({
    open: () => {
      setOnline(true);
      loadPhones();
      void showClock().then(setClock, () => undefined);
      setTextNews(({ count }) => ({ phone: "", count: count + 1 }));
      setMailNews((count) => count + 1);
    },
    lost: () => setOnline(false),
    message: (phone) => {
      loadPhones();
      setTextNews(({ count }) => ({ phone, count: count + 1 }));
    },
    mail: () => setMailNews((count) => count + 1),
    clock: setClock,
  });

  if (!reader) return null;
  const unread = phones?.reduce((sum, each) => sum + each.unread, 0) ?? 0;
  return (
    <div class="desk">
      <header>
        <h1>{reader.t("title")}</h1>
        <Tabs reader={reader} tab={place.tab} unread={unread} go={go} />
        <select aria-label={reader.t("language")} value={lang} onChange={(event) => setLang(event.currentTarget.value as Language)}>
          {LANGUAGES.map((each) => (
            <option key={each} value={each} lang={each}>
              {LANGUAGE_NAMES[each]}
            </option>
          ))}
        </select>
      </header>
      {!online && (
        <p class="notice" role="alert">
          {reader.t("offline")}
        </p>
      )}
      <RingingElsewhere reader={reader} exchanges={exchanges} held={place.tab === "calls" ? place.phone : ""}
        go={(phone) => go({ tab: "calls", phone })} />
      <ClockBar reader={reader} clock={clock} moved={setClock} />
      <main>
        {place.tab === "messages" && (
          <Messages reader={reader} phones={phones} phone={place.phone} news={textNews} go={(phone) => go({ tab: "messages", phone })} />
        )}
        {place.tab === "mails" && (
          <MailBox reader={reader} address={place.address} news={mailNews} go={(address) => go({ tab: "mails", address })} />
        )}
        {place.tab === "calls" && (
          <Calls reader={reader} exchanges={exchanges} phone={place.phone} phones={phones?.map(({ phone }) => phone) ?? []}
            aheadMs={(clock?.offset_seconds ?? 0) * 1000} go={(phone) => go({ tab: "calls", phone })} />
        )}
      </main>
    </div>
  );
}

/** The place is in the address, so that a link can open one phone's thread. */
function usePlace(): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(placeOf(location.hash));
  useEffect(() => {
    const moved = () => setPlace(placeOf(location.hash));
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return [place, (next) => void (location.hash = hashOf(next))];
}

interface TabsProps {
  reader: Reader;
  tab: Place["tab"];
  unread: number;
  go(place: Place): void;
}

function Tabs({ reader, tab, unread, go }: TabsProps) {
  const { t } = reader;
  return (
    <nav aria-label={t("parts")}>
      {TABS.map((name) => (
        <a
          key={name}
          href={`#/${name}`}
          aria-current={tab === name ? "page" : undefined}
          onClick={(event) => {
            event.preventDefault();
            go(placeOf(`#/${name}`));
          }}
        >
          {t(`tab.${name}`)}
          {name === "messages" && unread > 0 && (
            <span class="badge">
              {unread}
              <span class="hidden"> {t("unread")}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

/** The application's clock: what it shows, and moving it forward to see what falls due. */
import { useEffect, useState } from "preact/hooks";
import { type ClockState, ExchangeError, moveClock, type Moved, showClock } from "./exchange";
import { aheadOf, localInput, momentOf, shareOf } from "./reading";
import type { Reader } from "./words";

const STEPS = { "15m": 900, "2h": 7200, "24h": 86400 };
const TICK_MS = 15_000;

interface Props {
  reader: Reader;
  clock: ClockState | null;
  moved(clock: ClockState): void;
}

interface Journey {
  from: string;
  to: string;
}

export function ClockBar({ reader, clock, moved }: Props) {
  const { t, locale } = reader;
  const [journey, setJourney] = useState<Journey | null>(null);
  const [told, setTold] = useState("");
  useEffect(() => {
    const timer = setInterval(() => void showClock().then(moved, () => undefined), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  const move = async (asked: { advance: string } | { to: string }, to: string) => {
    if (!clock || journey) return;
    setJourney({ from: clock.now, to });
    setTold("");
    try {
      const done = await moveClock(asked);
      moved(done);
      setTold(outcome(reader, done));
    } catch (error) {
      const { code, message } = error as ExchangeError;
      setTold(code === "unreachable" ? t("offline") : t("clock.refused", { reason: message }));
    }
    setJourney(null);
  };

  const by = (advance: keyof typeof STEPS) =>
    move({ advance }, new Date(Date.parse(clock?.now ?? "") + STEPS[advance] * 1000).toISOString());
  const busy = !clock || clock.moving || journey !== null;
  return (
    <section class="clock" aria-labelledby="clock">
      <div class="now">
        <h2 id="clock">{t("clock")}</h2>
        <p class="time">{clock ? momentOf(clock.now, locale) : "…"}</p>
        <p class="quiet">{clock && <Ahead reader={reader} clock={clock} />}</p>
      </div>
      <div class="moves" role="group" aria-label={t("clock.move")}>
        {Object.keys(STEPS).map((advance) => (
          <button key={advance} type="button" disabled={busy} onClick={() => void by(advance as keyof typeof STEPS)}>
            {t(`clock.${advance}`)}
          </button>
        ))}
      </div>
      <ToTime reader={reader} clock={clock} busy={busy} go={(to) => void move({ to }, to)} />
      <div class="progress" role="status">
        {journey && clock && (
          <>
            <progress aria-label={t("clock.moving")} max={1} value={shareOf(journey.from, clock.now, journey.to)} />
            <span>{t("clock.moving")}</span>
          </>
        )}
        {!journey && told}
      </div>
    </section>
  );
}

function Ahead({ reader, clock }: { reader: Reader; clock: ClockState }) {
  const ahead = aheadOf(clock, reader.locale);
  return <>{ahead ? reader.t("clock.ahead", { time: ahead }) : reader.t("clock.real")}</>;
}

function outcome({ t }: Reader, { started, steps, warnings }: Moved): string {
  const late = steps.some(({ settled }) => !settled) ? t("clock.unsettled") : "";
  return [t("clock.done", { count: started }), late, ...warnings].filter(Boolean).join(" ");
}

interface ToTimeProps {
  reader: Reader;
  clock: ClockState | null;
  busy: boolean;
  go(to: string): void;
}

function ToTime({ reader, clock, busy, go }: ToTimeProps) {
  const { t } = reader;
  const [wanted, setWanted] = useState("");
  const [early, setEarly] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const at = new Date(wanted);
    const past = !clock || !(at.getTime() > Date.parse(clock.now));
    setEarly(past);
    if (!past) go(at.toISOString());
  };
  return (
    <form class="to" onSubmit={submit}>
      <label for="to-time">{t("clock.to")}</label>
      <input
        id="to-time"
        type="datetime-local"
        required
        min={clock ? localInput(clock.now) : undefined}
        value={wanted}
        aria-describedby="to-time-problem"
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      <button type="submit" disabled={busy}>
        {t("clock.go")}
      </button>
      <span class="problem" id="to-time-problem" role="alert">
        {early && t("clock.past")}
      </span>
    </form>
  );
}

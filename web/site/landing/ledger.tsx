/** What was sent and what was not for the moved visit, each with its reason. */
import { formatDay, formatTime } from "../../shared/format";
import { type TextKey, useText } from "../language";
import type { Story } from "./story";

type Row = { at: string; what: TextKey; because: TextKey; sent: boolean };

export function Ledger({ story }: { story: Story }) {
  const { t, language } = useText();
  const rows: Row[] = [
    { at: story.booked, what: "ledger.confirmation", because: "ledger.because.booked", sent: true },
    { at: story.dayBefore, what: "ledger.day", because: "ledger.because.tomorrow", sent: true },
    { at: story.moved, what: "ledger.newTime", because: "ledger.because.moved", sent: true },
    { at: story.deadReminder, what: "ledger.hours", because: "ledger.because.gone", sent: false },
    { at: story.newDayBefore, what: "ledger.day", because: "ledger.because.tomorrow", sent: true },
    { at: story.newHoursBefore, what: "ledger.hours", because: "ledger.because.soon", sent: true },
  ];
  const values = { day: formatDay(story.newVisit, language), time: formatTime(story.newVisit, language) };
  return (
    <section class="ledger" aria-labelledby="ledger-title">
      <div class="wrap ledger-row">
        <div class="ledger-words">
          <h2 id="ledger-title">{t("ledger.heading")}</h2>
          <p>{t("ledger.text")}</p>
          <p>{t("ledger.proof")}</p>
        </div>
        <div class="ledger-frame" tabIndex={0} role="region" aria-label={t("ledger.table")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("ledger.when")}</th>
                <th scope="col">{t("ledger.message")}</th>
                <th scope="col">{t("ledger.because")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.at} class={row.sent ? undefined : "ledger-dead"}>
                  <td><span>{formatDay(row.at, language)}</span> <b>{formatTime(row.at, language)}</b></td>
                  <td>
                    <span class="ledger-what">{t(row.what)}</span>
                    <span class="ledger-state"><i />{t(row.sent ? "ledger.sent" : "ledger.unsent")}</span>
                  </td>
                  <td>{t(row.because, values)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

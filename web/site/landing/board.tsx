/** A day of the calendar, practitioners side by side, drawn with the product's own tokens. */
import { formatLongDay, formatTime } from "../../shared/format";
import { type TextKey, useText } from "../language";
import type { Story } from "./story";

type Block = {
  from: string; to: string; service: TextKey; patient?: TextKey; tone: "a" | "b" | "c" | "d" | "gap"; mark?: "new" | "kept";
};
type Column = { name: TextKey; specialty: TextKey; blocks: Block[] };

const OPENS = 9 * 60;
const CELL_MINUTES = 15;
const HOURS = ["09:00", "10:00", "11:00", "12:00"];

const DAY: Column[] = [
  { name: "stage.demir", specialty: "stage.orthodontist", blocks: [
    { from: "09:15", to: "10:00", service: "stage.braces", patient: "stage.patient4", tone: "c", mark: "kept" },
    { from: "10:15", to: "11:30", service: "stage.consultation", patient: "stage.patient5", tone: "c" },
    { from: "11:45", to: "12:15", service: "stage.braces", patient: "stage.patient6", tone: "c" },
    { from: "12:15", to: "13:00", service: "stage.break", tone: "gap" },
  ] },
  { name: "stage.kern", specialty: "stage.dentist", blocks: [
    { from: "09:00", to: "09:45", service: "stage.filling", patient: "stage.patient1", tone: "b", mark: "kept" },
    { from: "09:45", to: "10:30", service: "stage.filling", patient: "stage.patient2", tone: "b" },
    { from: "10:30", to: "11:00", service: "stage.checkup", patient: "stage.mira", tone: "a", mark: "new" },
    { from: "11:15", to: "12:00", service: "stage.checkup", patient: "stage.patient3", tone: "a", mark: "kept" },
  ] },
  { name: "stage.vass", specialty: "stage.dentist", blocks: [
    { from: "09:00", to: "10:00", service: "stage.away", tone: "gap" },
    { from: "10:00", to: "10:30", service: "stage.checkup", patient: "stage.patient7", tone: "a", mark: "kept" },
    { from: "10:45", to: "11:45", service: "stage.crown", patient: "stage.patient8", tone: "b" },
    { from: "12:00", to: "12:30", service: "stage.checkup", patient: "stage.patient9", tone: "a" },
  ] },
  { name: "stage.lin", specialty: "stage.hygienist", blocks: [
    { from: "09:30", to: "10:30", service: "stage.cleaning", patient: "stage.patient10", tone: "d", mark: "kept" },
    { from: "10:30", to: "11:30", service: "stage.cleaning", patient: "stage.patient11", tone: "d" },
    { from: "11:45", to: "12:45", service: "stage.cleaning", patient: "stage.patient12", tone: "d" },
  ] },
];

export function Board({ story }: { story: Story }) {
  const { t, language } = useText();
  return (
    <div class="board">
      <div class="board-top">
        <span class="board-arrows"><i>‹</i><i>›</i></span>
        <strong>{formatLongDay(story.day, language)}</strong>
        <span class="board-view"><b>{t("stage.day")}</b><span>{t("stage.week")}</span></span>
      </div>
      <div class="board-heads">
        <span />
        {DAY.map(({ name, specialty }) => (
          <span key={name} class="board-head"><b>{t(name)}</b><small>{t(specialty)}</small></span>
        ))}
      </div>
      <div class="board-grid">
        <div class="board-hours">
          {HOURS.map((hour) => <span key={hour}>{formatTime(`2027-01-01T${hour}`, language)}</span>)}
        </div>
        {DAY.map(({ name, blocks }) => (
          <div key={name} class="board-column">{blocks.map((block) => <Visit key={block.from} block={block} />)}</div>
        ))}
      </div>
    </div>
  );
}

function Visit({ block }: { block: Block }) {
  const { t } = useText();
  const rows = `${rowOf(block.from)} / ${rowOf(block.to)}`;
  if (!block.patient) return <div class="board-gap" style={{ gridRow: rows }}>{t(block.service)}</div>;
  return (
    <div class={`board-visit tone-${block.tone}${block.mark === "new" ? " board-new" : ""}`} style={{ gridRow: rows }}>
      <b>{t(block.patient)}</b>
      <small>{block.from} · {t(block.service)}</small>
      {block.mark && <i class="board-kept">✓</i>}
    </div>
  );
}

function rowOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes - OPENS) / CELL_MINUTES + 1;
}

/** The drawn calendar: React's data in, people's clicks and drags out. */
import {
  type Calendar, createCalendar, destroyCalendar, Interaction, ResourceTimeGrid, TimeGrid,
} from "@event-calendar/core";
import "@event-calendar/core/index.css";
import { useEffect, useLayoutEffect, useRef } from "react";
import { formatTime } from "../../shared/format";
import type { Appointment } from "../../shared/types";
import type { CalendarRange } from "../api/shapes";
import { useWords } from "../i18n";
import { visitContent, visitLabel } from "./board-content";
import { boardEvents, boardResources, shownHours } from "./board-data";
import "./board.css";
import { FINEST_MINUTES, lengthOf, nearest, placed } from "./steps";
import { clockAgrees } from "./wall";

export type BoardProps = {
  range: CalendarRange;
  date: string;
  view: "resourceTimeGridDay" | "timeGridWeek" | "timeGridDay";
  editable: boolean;
  narrow: boolean;
  /** Minutes from start to start; of no service, where nothing is there yet. */
  step: (serviceId?: string) => number;
  onVisit: (visit: Appointment) => void;
  onFree: (wall: string, practitionerId: string | null) => void;
  onDrop: (visit: Appointment, wall: string, practitionerId: string | null, revert: () => void) => void;
};

const visitOf = (event: Calendar.Event): Appointment | undefined => event.extendedProps.visit as Appointment | undefined;
const LOWEST_SLOT_PX = 22;
const HEAD_PX = 36;
const MOST_COLUMNS = 7;
const TABLE_PARTS = ["table", "rowgroup", "row", "cell", "columnheader", "rowheader"].map((role) => `[role=${role}]`).join();
const hours = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

export function Board(props: BoardProps) {
  const { t, locale } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Calendar | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const step = useRef(FINEST_MINUTES);

  useLayoutEffect(() => {
    if (!host.current) return;
    const calendar = createCalendar(host.current, [ResourceTimeGrid, TimeGrid, Interaction], {
      headerToolbar: { start: "", center: "", end: "" },
      height: "100%",
      allDaySlot: false,
      slotDuration: "00:15",
      slotLabelInterval: "01:00",
      firstDay: 1,
      eventDurationEditable: false,
      slotEventOverlap: false,
      pointer: true,
      slotLabelFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      eventClick: ({ event }) => {
        const visit = visitOf(event);
        if (visit) latest.current.onVisit(visit);
      },
      dateClick: ({ dateStr, resource }) => latest.current.onFree(nearest(dateStr.slice(0, 16), step.current), resource?.id ?? null),
      eventDrop: ({ event, delta, newResource, revert }) => {
        const visit = visitOf(event);
        if (visit) latest.current.onDrop(visit, placed(visit.wall, delta, step.current), newResource?.id ?? null, revert);
      },
      ...optionsOf(latest.current, host.current.clientHeight),
    });
    drawn.current = calendar;
    const grasp = (event: PointerEvent): void => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-visit]")?.dataset.visit;
      const visit = latest.current.range.appointments.find((each) => each.id === id);
      step.current = event.shiftKey ? FINEST_MINUTES : latest.current.step(visit?.service_id);
      calendar.setOption("snapDuration", lengthOf(step.current));
    };
    host.current.addEventListener("pointerdown", grasp, { capture: true });
    const watch = keepPlain(host.current);
    return () => {
      watch.disconnect();
      drawn.current = null;
      void destroyCalendar(calendar);
    };
  }, []);

  useEffect(() => {
    drawn.current?.setOption("locale", locale);
    drawn.current?.setOption("dayHeaderFormat", (day) => dayHead(day, locale));
    drawn.current?.setOption("eventContent", ({ event }) => content(event, t, locale));
    drawn.current?.setOption("eventDidMount", ({ el, event }) => label(el, event, t, locale));
    drawn.current?.setOption("resourceLabelContent", ({ resource }) => columnHead(resource));
  }, [t, locale]);

  useEffect(() => {
    const options = optionsOf(props, host.current?.clientHeight ?? 0);
    for (const [name, value] of Object.entries(options)) drawn.current?.setOption(name as keyof Calendar.Options, value as never);
  }, [props.range, props.date, props.view, props.editable, props.narrow]);

  return <div ref={host} className="board" role="region" aria-label={t("calendar.board")} />;
}

function optionsOf({ range, date, view, editable, narrow }: BoardProps, height: number): Calendar.Options {
  const { from, to } = shownHours(range);
  const resources = boardResources(range);
  return {
    columnWidth: columnWidth(view, resources.length, narrow),
    slotHeight: slotHeight(to - from, height),
    view,
    date,
    slotMinTime: hours(from),
    slotMaxTime: hours(to),
    nowIndicator: clockAgrees(range.zone),
    eventStartEditable: editable,
    resources,
    events: boardEvents(range, editable),
  };
}

/** Columns share the width until they would be too narrow to read; then the board scrolls. */
function columnWidth(view: BoardProps["view"], columns: number, narrow: boolean): string | undefined {
  if (view === "timeGridWeek") return narrow ? "112px" : undefined;
  return view === "resourceTimeGridDay" && columns > MOST_COLUMNS ? "150px" : undefined;
}

/** A quarter of an hour is as high as fills the board, and never too low to read. */
function slotHeight(hours: number, height: number): number {
  return Math.max(LOWEST_SLOT_PX, Math.min(34, Math.floor((height - HEAD_PX) / (hours * 4))));
}

function content(event: Calendar.Event, t: Parameters<typeof visitContent>[1], locale: string): Calendar.Content {
  const visit = visitOf(event);
  if (visit) return { domNodes: visitContent(visit, t, formatTime(visit.wall, locale)) };
  return typeof event.title === "string" ? event.title : "";
}

/** The component calls its grid a table without being one; each visit says all about itself instead. */
function keepPlain(host: HTMLElement): MutationObserver {
  const strip = (): void => {
    host.querySelector(".ec-main")?.setAttribute("tabindex", "0"); // a day without visits scrolls by keyboard, too
    host.querySelectorAll(TABLE_PARTS).forEach((part) => {
      for (const name of ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"]) part.removeAttribute(name);
    });
  };
  const watch = new MutationObserver(strip);
  watch.observe(host, { childList: true, subtree: true });
  strip();
  return watch;
}

/** Screen readers hear who, what, when, with whom, and in which state. */
function label(el: HTMLElement, event: Calendar.Event, t: Parameters<typeof visitLabel>[1], locale: string): void {
  const visit = visitOf(event);
  if (!visit) return;
  el.dataset.visit = visit.id;
  el.setAttribute("aria-label", visitLabel(visit, t, locale));
}

/** "Mon 22"; the component hands over a Date in the browser's zone, read back in the same. */
function dayHead(day: Date, locale: string): string {
  return `${new Intl.DateTimeFormat(locale, { weekday: "short" }).format(day)} ${day.getDate()}`;
}

function columnHead(resource: Calendar.Resource): Calendar.Content {
  const dot = document.createElement("span");
  dot.className = "dot";
  dot.style.background = String(resource.extendedProps.color);
  const name = document.createElement("span");
  name.textContent = String(resource.title);
  return { domNodes: [dot, name] };
}

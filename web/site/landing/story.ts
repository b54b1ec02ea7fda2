/** The one visit that the landing page follows, on days that lie ahead of its reader. */

/** Wall times, "2027-03-23T22:41", of a visit booked on a Tuesday night, moved, and kept on the Friday. */
export type Story = {
  booked: string; day: string; visit: string; dayBefore: string; answered: string; moved: string;
  deadReminder: string; newDayBefore: string; newHoursBefore: string; newVisit: string;
};

const DAY = 86_400_000;
const TUESDAY = 2;

/** The story that starts on the first Tuesday after `today` (its local date counts). */
export function storyAfter(today: Date): Story {
  const date = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const ahead = (TUESDAY - new Date(date).getUTCDay() + 7) % 7 || 7;
  const at = (days: number, time: string): string =>
    `${new Date(date + (ahead + days) * DAY).toISOString().slice(0, 10)}T${time}`;
  return {
    booked: at(0, "22:41"),
    dayBefore: at(1, "10:30"),
    answered: at(1, "10:34"),
    moved: at(1, "18:20"),
    day: at(2, "00:00"),
    deadReminder: at(2, "08:30"),
    visit: at(2, "10:30"),
    newDayBefore: at(2, "14:15"),
    newHoursBefore: at(3, "12:15"),
    newVisit: at(3, "14:15"),
  };
}

import { expect, test } from "vitest";
import { storyAfter } from "./story";

const weekday = (wall: string): number => new Date(`${wall}:00Z`).getUTCDay();
const hoursBetween = (one: string, other: string): number =>
  (Date.parse(`${other}:00Z`) - Date.parse(`${one}:00Z`)) / 3_600_000;

test("story_any_day_starts_on_a_tuesday_within_a_week", () => {
  for (let day = 1; day <= 31; day++) {
    const today = new Date(2027, 11, day, 23, 30);
    const story = storyAfter(today);
    expect(weekday(story.booked)).toBe(2);
    const ahead = (Date.parse(`${story.booked.slice(0, 10)}T00:00Z`) - Date.UTC(2027, 11, day)) / 86_400_000;
    expect(ahead).toBeGreaterThanOrEqual(1);
    expect(ahead).toBeLessThanOrEqual(7);
  }
});

test("story_reminders_keep_the_hours_that_the_page_claims", () => {
  const story = storyAfter(new Date(2028, 1, 27));
  expect(hoursBetween(story.dayBefore, story.visit)).toBe(24);
  expect(hoursBetween(story.deadReminder, story.visit)).toBe(2);
  expect(hoursBetween(story.newDayBefore, story.newVisit)).toBe(24);
  expect(hoursBetween(story.newHoursBefore, story.newVisit)).toBe(2);
});

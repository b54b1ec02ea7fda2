/** "9", "930", "9.30", "09:30" → "09:30"; null when it is no time of a day. */
export function typedTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(typed.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  const inDay = (hour < 24 && minute < 60) || (hour === 24 && minute === 0);
  return inDay ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}

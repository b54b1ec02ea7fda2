/** A time typed as people type it: "9", "930", "9:30" and "09:30" are the same. Always 24 hours. */
import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { typedTime } from "./typed-time";

type Props = { label: string; value: string; onChange: (value: string) => void };

export function TimeField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const settle = (): void => {
    const time = typedTime(typed);
    if (time) onChange(time);
    setTyped(time ?? value);
  };
  return (
    <TextInput aria-label={label} value={typed} inputMode="numeric" autoComplete="off" w={74} maxLength={5}
      styles={{ input: { textAlign: "center", fontVariantNumeric: "tabular-nums" } }}
      onChange={(event) => setTyped(event.currentTarget.value)} onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle();
      }} />
  );
}

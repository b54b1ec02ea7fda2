/** A list of countries, named and sorted as the reader's language does. */
import { useMemo } from "preact/hooks";
import type { Country } from "../api";
import { useText } from "../language";
import { SelectField } from "./field";

type Props = {
  name: string; label: string; hint?: string; error?: string; list: Country[]; code: string; choose: (code: string) => void;
};

export function CountryChoice({ list, code, choose, ...labelled }: Props) {
  const { language } = useText();
  const sorted = useMemo(() => byName(list, language), [list, language]);
  return (
    <SelectField {...labelled} value={code} autocomplete="country" onChange={(event) => choose(event.currentTarget.value)}>
      {sorted.map(([country, name]) => <option key={country} value={country} selected={country === code}>{name}</option>)}
    </SelectField>
  );
}

function byName(list: Country[], language: string): [string, string][] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const named = list.map(({ code, name }): [string, string] => [code, names.of(code) ?? name]);
  return named.sort(([, one], [, other]) => one.localeCompare(other, language));
}

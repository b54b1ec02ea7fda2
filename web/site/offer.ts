/** Countries and plans: fetched once, with the visitor's country guessed and changeable. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Problem } from "../shared/problem";
import { asProblem, countries, type Country, type Plan, plans as fetchPlans } from "./api";
import { guessCountry } from "./guess";

export type Countries = {
  list: Country[]; country: Country | undefined; problem: Problem | null; choose: (code: string) => void; retry: () => void;
};

/** `chosen` is the country that the visitor chose before, "" to guess it. */
export function useCountries(chosen = ""): Countries {
  const [list, setList] = useState<Country[]>([]);
  const [code, choose] = useState(chosen);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(() => {
    setProblem(null);
    countries().then(
      (items) => {
        setList(items);
        choose((before) => items.some((item) => item.code === before) ? before : guessCountry(items, hints()));
      },
      (error) => setProblem(asProblem(error)),
    );
  }, []);
  useEffect(load, [load]);
  return { list, country: list.find((item) => item.code === code), problem, choose, retry: load };
}

const hints = () => ({
  asked: new URLSearchParams(location.search).get("country"),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  languages: [...navigator.languages],
});

type Plans = { plans: Plan[] | null; problem: Problem | null; retry: () => void };

/** Asks once a country is known ("" leaves the choice to the API). `plans` is null while they are on their way; an answer for a country left meanwhile is dropped. */
export function usePlans(country: string | undefined): Plans {
  const [state, setState] = useState<{ plans: Plan[] | null; problem: Problem | null }>({ plans: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (country === undefined) return undefined;
    let current = true;
    const keep = (next: typeof state): void => void (current && setState(next));
    fetchPlans(country).then(
      (plans) => keep({ plans, problem: null }),
      (error) => keep({ plans: null, problem: asProblem(error) }),
    );
    return () => void (current = false);
  }, [country, attempt]);
  return { ...state, retry: () => setAttempt(attempt + 1) };
}

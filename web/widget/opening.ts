/** How a booking begins: the clinic's offer, the language, and what is already chosen by the page. */
import { type Desk, HEADING } from "./desk";
import { START, type State, serviceOf, servicesOf } from "./state";
import { loadWeek } from "./times";
import { type Boot, call, Refused } from "./wire";
import { languageOf, localeOf } from "./words";

const SPOKEN = ["en", "tr", "ru", "hu", "zh"];

/** For a visitor whom not even the texts reach. */
const LAST_WORDS = {
  "failed.title": "Online booking could not be loaded",
  "failed.text": "Please check your internet connection and try again, or call the clinic.",
  retry: "Try again",
};

/** By status; in English, for the browser's console. */
const MISPLACED: Record<number, string> = {
  403: "this site may not show this widget. Add it in the console: Settings, Widget, Sites that may show it.",
  404: "data-site is no clinic's key. Copy the tag again from the console: Settings, Widget.",
};

const bootOf = (desk: Desk, lang: string) => call<Boot>(`${desk.around.api}/boot?lang=${lang}`);

export async function start(desk: Desk): Promise<void> {
  desk.set({ step: "loading" });
  const { wishes, preferred, wordsOf } = desk.around;
  const guess = languageOf([...wishes, ...preferred], SPOKEN, "en");
  try {
    await open(desk, guess);
  } catch (error) {
    const words = await wordsOf(guess).catch(() => LAST_WORDS);
    const step = isMisplaced(error) ? "closed" : "failed";
    return desk.set({ step, lang: guess, locale: localeOf(guess, preferred), words });
  }
  if (desk.state.step === "time") void loadWeek(desk);
}

/** Trying again would not help: whoever put the tag here is told why, and visitors are told to call. */
function isMisplaced(error: unknown): boolean {
  const why = error instanceof Refused && MISPLACED[error.status];
  if (why) console.error("Frontdesk:", why);
  return !!why;
}

async function open(desk: Desk, guess: string) {
  const { wishes, preferred, wordsOf } = desk.around;
  const [early, boot] = await Promise.all([wordsOf(guess), bootOf(desk, guess)]);
  const own = boot.clinic.language ?? guess;
  const offered = boot.languages?.length ? boot.languages : [own];
  const lang = boot.open ? languageOf([...wishes, ...preferred], offered, own) : guess;
  const words = lang === guess ? early : await wordsOf(lang);
  const first: Partial<State> = boot.open ? firstChoice(desk, boot) : { step: "closed" };
  desk.set({ boot, lang, words, locale: localeOf(lang, preferred), ...first });
}

function firstChoice({ around }: Desk, boot: Boot): Partial<State> {
  const practitioner = boot.practitioners.find(({ id }) => id === around.practitioner)?.id ?? "";
  const wished = boot.services.find(({ id }) => id === around.service);
  const offered = servicesOf({ boot, practitioner, service: "", branch: "" });
  const service = wished ?? (offered.length === 1 ? offered[0] : undefined);
  return {
    practitioner: !service || offered.includes(service) ? practitioner : "",
    service: service?.id ?? "",
    step: service ? "time" : "service",
  };
}

/** Another language: texts and the clinic's own names change, everything chosen and typed stays. */
export async function speak(desk: Desk, lang: string): Promise<void> {
  const { boot: old } = desk.state;
  const [words, boot] = await Promise.all([desk.around.wordsOf(lang), bootOf(desk, lang).catch(() => old)]);
  desk.set({ lang, words, boot: boot?.open ? boot : old, locale: localeOf(lang, desk.around.preferred) });
}

/** Another visit for the same person: details stay, the rest begins anew. */
export function bookAnother(desk: Desk) {
  const { boot, lang, locale, words, form } = desk.state;
  if (!boot) return;
  const fresh = { boot, lang, locale, words, form: { ...form, note: "" } };
  desk.set({ ...START, ...fresh, ...firstChoice(desk, boot) }, HEADING);
  if (serviceOf(desk.state)) void loadWeek(desk);
}

/** Asks who somebody is who booked by phone, where a keypad can't say a name. */
import { useState } from "preact/hooks";
import type { Acts } from "./acts";
import type { Reader } from "./words";

export function WhoAreYou({ reader, acts }: { reader: Reader; acts: Acts }) {
  const { t } = reader;
  const [given, setGiven] = useState("");
  const [family, setFamily] = useState("");
  const [born, setBorn] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    acts.complete({ given_name: given.trim(), family_name: family.trim(), birth_date: born || null });
  };
  return (
    <form class="stack who" onSubmit={submit} aria-labelledby="who">
      <h2 id="who">{t("details.title")}</h2>
      <p>{t("details.text")}</p>
      <label>
        {t("details.given")}
        <input
          required
          maxLength={120}
          pattern=".*\S.*"
          autocomplete="given-name"
          dir="auto"
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
        />
      </label>
      <label>
        {t("details.family")}
        <input
          maxLength={120}
          autocomplete="family-name"
          dir="auto"
          value={family}
          onInput={(event) => setFamily(event.currentTarget.value)}
        />
      </label>
      <label>
        {t("details.born")} <span class="quiet">{t("optional")}</span>
        <input type="date" min="1900-01-01" autocomplete="bday" value={born} onInput={(event) => setBorn(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button" aria-busy={acts.busy === "complete"}>
        {t("details.do")}
      </button>
    </form>
  );
}

/** One visit behind one link: loads it, shows it, and carries out what the patient decides. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Refused } from "../widget/wire";
import type { Acts, View } from "./acts";
import { Cancel } from "./cancel";
import { Move } from "./move";
import { BrokenLink, Frame, Loading } from "./parts";
import { Product } from "./product";
import { Shown } from "./shown";
import { dress } from "./theme";
import { useView } from "./use-view";
import { type Broken, brokenBy, type Notice, noticeOf, tokenOf, type VisitPage } from "./visit";
import { languageFor, useReader } from "./words";

export function App() {
  const product = useMemo(() => new Product(tokenOf(location.pathname)), []);
  const [page, setPage] = useState<VisitPage | null>(null);
  const [broken, setBroken] = useState<Broken | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState("");
  const [chosen, setChosen] = useState(new URLSearchParams(location.search).get("lang") ?? "");
  const reader = useReader(languageFor(chosen, page?.language ?? "", navigator.languages));
  const main = useRef<HTMLElement>(null);
  const led = useRef(0);
  const [view, setView] = useView(() => {
    led.current += 1;
    setNotice(null);
  });

  const load = async () => {
    setBroken(null);
    try {
      setPage(await product.show());
    } catch (error) {
      const found = error instanceof Refused ? brokenBy(error.code, error.fields) : null;
      const key = error instanceof Refused ? "failed" : "offline";
      setBroken(found ?? { key, clinicName: "", clinicPhone: "" });
    }
  };
  useEffect(() => void load(), []);
  useEffect(() => {
    addEventListener("popstate", product.keepAddress);
    return () => removeEventListener("popstate", product.keepAddress);
  }, []);
  useEffect(() => dress(page?.clinic.color), [page?.clinic.color]);
  useEffect(() => {
    const name = page?.clinic.name ?? broken?.clinicName;
    if (reader) document.title = [reader.t("title"), name].filter(Boolean).join(" · ");
  }, [reader, page, broken]);
  useEffect(() => {
    if (led.current) main.current?.querySelector<HTMLElement>(".notice, h1")?.focus();
  }, [view, notice, led.current]);

  const open = (next: View, told: Notice | null = null) => {
    led.current += 1;
    setNotice(told);
    setView(next);
  };

  const act = async (name: string, doing: () => Promise<VisitPage>, done: string) => {
    if (busy) return;
    setBusy(name);
    try {
      setPage(await doing());
      open("visit", { key: done, good: true });
    } catch (error) {
      await refused(error);
    }
    setBusy("");
  };

  const refused = async (error: unknown) => {
    if (!(error instanceof Refused)) return open(view, { key: "refused.offline" });
    const lost = brokenBy(error.code, error.fields);
    if (lost) return setBroken(lost);
    const told = noticeOf(error.code, error.fields);
    if (!told.times) await product.show().then(setPage, () => undefined);
    open(told.times ? "move" : "visit", told);
  };

  const acts: Acts = {
    busy,
    confirm: () => void act("confirm", product.confirm, "done.confirmed"),
    cancel: (reason) => void act("cancel", () => product.cancel(reason), "done.cancelled"),
    move: (start) => void act("move", () => product.move(start), "done.moved"),
    complete: (details) => void act("complete", () => product.complete(details), "done.details"),
    open: (next) => open(next),
  };

  if (!reader) return null;
  const frame = { reader, name: page?.clinic.name ?? broken?.clinicName ?? "", choose: setChosen };
  return (
    <Frame {...frame} main={main}>
      {broken ? (
        <BrokenLink reader={reader} broken={broken} retry={() => void load()} />
      ) : !page ? (
        <Loading reader={reader} />
      ) : view === "move" ? (
        <Move reader={reader} page={page} product={product} acts={acts} notice={notice} />
      ) : view === "cancel" ? (
        <Cancel reader={reader} page={page} acts={acts} notice={notice} />
      ) : (
        <Shown reader={reader} page={page} acts={acts} notice={notice} calendar={product.calendar} />
      )}
    </Frame>
  );
}

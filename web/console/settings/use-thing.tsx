/** Saves or archives one thing of the set-up; archiving is taken back by a press. */
import { Button } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey } from "../../shared/problem";
import { send } from "../api/send";
import { useT } from "../i18n";
import { useSave } from "../parts/form";
import { sayFailed, said, sayUndoable } from "../parts/say";

export type Kind = "branches" | "practitioners" | "rooms" | "services";
type Thing = { id: string; name: string; version: number };

const STALE = ["branches", "practitioners", "rooms", "services", "calendar", "slots", "setup"];

export function useRefresh(): () => void {
  const cache = useQueryClient();
  return () => STALE.forEach((name) => void cache.invalidateQueries({ queryKey: [name] }));
}

const one = (kind: Kind): string => `/api/${kind}/{id}`;

type Options<Values, Saved> = {
  kind: Kind;
  form: UseFormReturnType<Values>;
  known?: Thing;
  body: (values: Values) => object;
  onSaved: (saved: Saved) => void;
};

export function useThing<Values extends object, Saved extends Thing = Thing>(options: Options<Values, Saved>) {
  const { kind, form, known, body, onSaved } = options;
  const t = useT();
  const refresh = useRefresh();
  const [since] = useState(known?.version); // what others save meanwhile is not overwritten unseen
  const attempt = useRef({ key: newKey(), values: "" });
  return useSave<Values, Saved>({
    form,
    save: (values) => {
      if (known) return send<Saved>("PATCH", one(kind), { id: known.id }, { ...body(values), version: since });
      const text = JSON.stringify(values);
      if (attempt.current.values !== text) attempt.current = { key: newKey(), values: text };
      return send<Saved>("POST", `/api/${kind}`, {}, body(values), attempt.current.key);
    },
    onSaved: (saved) => {
      refresh();
      said(t("common.saved"));
      onSaved(saved);
    },
  });
}

export function ArchiveButton({ kind, thing, onDone }: { kind: Kind; thing: Thing; onDone: () => void }) {
  const t = useT();
  const refresh = useRefresh();
  const restore = (saved: Thing | undefined): void =>
    void send("PATCH", one(kind), { id: thing.id }, { archived: false, version: saved?.version ?? thing.version + 1 })
      .then(refresh, (error) => sayFailed(error, t));
  const archive = useMutation({
    mutationFn: () => send<Thing | undefined>("DELETE", one(kind), { id: thing.id }),
    onSuccess: (saved) => {
      refresh();
      onDone();
      sayUndoable(t("settings.archived", { name: thing.name }), t("common.undo"), () => restore(saved));
    },
    onError: (error) => sayFailed(error, t),
  });
  return (
    <Button variant="subtle" color="red" loading={archive.isPending} onClick={() => archive.mutate()}>
      {t("settings.archive")}
    </Button>
  );
}

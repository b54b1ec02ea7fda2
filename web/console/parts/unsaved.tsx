/** What is typed and not yet saved is not lost by a slip: whoever leaves it is asked first. */
import { Button, Group, Modal, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useT } from "../i18n";

const shown = new Set<() => boolean>();

/** Whether any form on the page was changed. */
export const isUnsaved = (): boolean => [...shown].some((changed) => changed());

/** Counts a form as long as it is shown; `changed` is asked at the moment of leaving. */
export function useUnsaved(changed: () => boolean): void {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const ask = (): boolean => latest.current();
    shown.add(ask);
    return () => void shown.delete(ask);
  }, []);
}

/** Shows what others save as long as nothing is typed here; gives the version that a save builds on. */
export function useFollowed<Values extends object>(form: UseFormReturnType<Values>, values: Values, version: number): () => number {
  const since = useRef(version);
  useEffect(() => {
    if (form.isDirty()) return;
    since.current = version;
    form.setValues(values);
    form.resetDirty(values);
  }, [version]);
  return () => since.current;
}

/** Drawn only while it asks: the Escape that leads to it must not answer it, too. */
export function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={onStay} title={t("unsaved.title")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Text mb="lg">{t("unsaved.text")}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>{t("unsaved.leave")}</Button>
        <Button data-autofocus onClick={onStay}>{t("unsaved.stay")}</Button>
      </Group>
    </Modal>
  );
}

/** Stands in every way out of a page: links, the browser's Back, closing the window. */
export function LeaveGuard() {
  const { status, reset, proceed } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return status === "blocked" && <LeaveQuestion onStay={reset} onLeave={proceed} />;
}

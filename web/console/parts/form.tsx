/** Forms: the server's words at the field they are about, and a drawer to put a form in. */
import { Alert, Button, Drawer } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Problem } from "../../shared/problem";
import { useT } from "../i18n";
import { wordsOfFields } from "./field-words";
import css from "./form.module.css";
import { sentenceOf } from "./say";
import { LeaveQuestion, useUnsaved } from "./unsaved";

type Options<Values, Result> = {
  form: UseFormReturnType<Values>;
  save: (values: Values) => Promise<Result>;
  onSaved: (result: Result) => void;
};

/** Sends the form; refused fields get the server's sentence and the first of them the focus. */
export function useSave<Values extends object, Result>({ form, save, onSaved }: Options<Values, Result>) {
  const t = useT();
  useUnsaved(() => form.isDirty());
  const mutation = useMutation({
    mutationFn: save,
    onSuccess: (result) => {
      form.resetDirty();
      onSaved(result);
    },
    onError: (error) => {
      const errors = error instanceof Problem ? wordsOfFields(error.fieldErrors, t) : {};
      form.setErrors(errors);
      const [first] = Object.keys(errors);
      if (first) form.getInputNode(first)?.focus();
    },
  });
  const submit = form.onSubmit((values) => mutation.mutate(values), (errors) => {
    const [first] = Object.keys(errors);
    if (first) form.getInputNode(first)?.focus();
  });
  const shownAtFields = mutation.error instanceof Problem && Object.keys(mutation.error.fieldErrors).some((path) => form.getInputNode(path));
  return { submit, busy: mutation.isPending, problem: shownAtFields ? null : mutation.error };
}

/** Why it was not saved, where no field can say so. */
export function FormProblem({ error }: { error: unknown }) {
  const t = useT();
  if (!error) return null;
  const rest = error instanceof Problem && error.code === "invalid" ? Object.values(wordsOfFields(error.fieldErrors, t)) : [];
  return (
    <Alert color="red" variant="light" role="alert">
      {sentenceOf(error, t)} {rest.join(" ")}
    </Alert>
  );
}

type DrawerProps = {
  title: string;
  form: Pick<UseFormReturnType<object>, "isDirty">;
  onClose: () => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  busy: boolean;
  problem: unknown;
  submitLabel?: string;
  aside?: ReactNode;
  children: ReactNode;
};

export function FormDrawer(props: DrawerProps) {
  const t = useT();
  const body = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  const close = (): void => (props.form.isDirty() ? setAsking(true) : props.onClose());
  return (
    <Drawer
      opened
      onClose={close}
      closeOnEscape={!asking}
      trapFocus={!asking}
      title={props.title}
      size={480}
      closeButtonProps={{ "aria-label": t("common.close") }}
      classNames={{ title: css.drawerTitle, body: css.drawerBody, content: css.drawerContent, header: css.drawerHeader }}
    >
      <form ref={body} className={css.form} onSubmit={props.onSubmit} noValidate>
        <div className={css.fields}>
          <FormProblem error={props.problem} />
          {props.children}
        </div>
        <footer className={css.foot}>
          {props.aside}
          <span className={css.push} />
          <Button variant="default" onClick={props.onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={props.busy}>
            {props.submitLabel ?? t("common.save")}
          </Button>
        </footer>
      </form>
      {asking && <LeaveQuestion onStay={() => setAsking(false)} onLeave={props.onClose} />}
    </Drawer>
  );
}

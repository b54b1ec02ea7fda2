/** Labelled controls with a hint and an error that a screen reader hears with the control. */
import type { AllHTMLAttributes, ComponentChildren } from "preact";

type Labelled = { name: string; label: string; hint?: string | undefined; error?: string | undefined };
type Attributes<Element extends EventTarget> = Omit<AllHTMLAttributes<Element>, "label" | "name" | "type">;
type Input = Labelled & Attributes<HTMLInputElement> & { type?: "text" | "email" };
type Select = Labelled & Attributes<HTMLSelectElement> & { children: ComponentChildren };

const described = ({ name, hint, error }: Labelled): { "aria-describedby"?: string; "aria-invalid"?: true } => {
  const ids = [error ? `${name}-error` : "", hint ? `${name}-hint` : ""].filter(Boolean).join(" ");
  return { ...(ids ? { "aria-describedby": ids } : {}), ...(error ? { "aria-invalid": true as const } : {}) };
};

export function Labels({ name, label, hint, error, children }: Labelled & { children: ComponentChildren }) {
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label for={name}>{label}</label>
      {children}
      {hint && <p class="field-hint" id={`${name}-hint`}>{hint}</p>}
      <FieldError name={name} error={error} />
    </div>
  );
}

export function FieldError({ name, error }: { name: string; error?: string | undefined }) {
  return error ? <p class="field-error" id={`${name}-error`}>{error}</p> : null;
}

export function InputField({ name, label, hint, error, ...input }: Input) {
  const labelled = { name, label, hint, error };
  // The types know one shape per kind of input; ours may be either.
  const attributes = input as { type?: "text" };
  return (
    <Labels {...labelled}>
      <input id={name} name={name} class="control" {...described(labelled)} {...attributes} />
    </Labels>
  );
}

export function SelectField({ name, label, hint, error, children, ...select }: Select) {
  const labelled = { name, label, hint, error };
  return (
    <Labels {...labelled}>
      <select id={name} name={name} class="control" {...described(labelled)} {...(select as object)}>{children}</select>
    </Labels>
  );
}

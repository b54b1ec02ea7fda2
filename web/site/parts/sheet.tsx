/** The narrow page that asks for, or tells, one thing. */
import type { ComponentChildren } from "preact";

export function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="sheet-ground">
      <section class="sheet" aria-labelledby="sheet-title">
        <h1 id="sheet-title">{title}</h1>
        {children}
      </section>
    </div>
  );
}

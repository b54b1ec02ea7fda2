/** A white sheet with an optional head: lists and forms lie on it. */
import type { ReactNode } from "react";
import css from "./panel.module.css";

type Props = { title?: string; text?: ReactNode; action?: ReactNode; flush?: boolean; children: ReactNode };

export function Panel({ title, text, action, flush, children }: Props) {
  return (
    <section className={css.panel} aria-label={title}>
      {title && (
        <header className={css.head}>
          <div>
            <h2 className={css.title}>{title}</h2>
            {text && <p className={css.text}>{text}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={flush ? undefined : css.body}>{children}</div>
    </section>
  );
}

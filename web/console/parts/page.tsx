/** A page's head and body. */
import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import css from "./page.module.css";

type Props = { title: string; lede?: ReactNode; actions?: ReactNode; back?: ReactNode; wide?: boolean; children: ReactNode };

export function Page({ title, lede, actions, back, wide, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  return (
    <div className={wide ? css.wide : css.page}>
      {back}
      <header className={css.head}>
        <div>
          <Title order={1} className={css.title}>
            {title}
          </Title>
          {lede && <p className={css.lede}>{lede}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

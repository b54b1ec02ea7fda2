/** What a list shows when it has nothing, is on its way, or could not come. */
import { Button, Skeleton } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { useT } from "../i18n";
import { sentenceOf } from "./say";
import css from "./states.module.css";

type Icon = ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean }>;

export function Empty(props: { icon: Icon; title: string; text: string; action?: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className={css.state}>
      <span className={css.mark}>
        <Icon size={26} stroke={1.5} aria-hidden />
      </span>
      <h2 className={css.title}>{props.title}</h2>
      <p className={css.text}>{props.text}</p>
      {props.action}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useT();
  return (
    <div className={css.state} role="alert">
      <span className={css.mark}>
        <IconCloudOff size={26} stroke={1.5} aria-hidden />
      </span>
      <h2 className={css.title}>{t("error.couldNotLoad")}</h2>
      <p className={css.text}>{sentenceOf(error, t)}</p>
      <Button variant="default" onClick={retry}>
        {t("common.tryAgain")}
      </Button>
    </div>
  );
}

/** Rows as high as the real ones, so that nothing jumps when they come. */
export function RowsSkeleton({ rows = 6, height = 60 }: { rows?: number; height?: number }) {
  const t = useT();
  return (
    <div className={css.rows} role="status" aria-label={t("common.loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={css.row} style={{ height }}>
          <Skeleton height={12} width={`${30 + ((row * 17) % 30)}%`} radius="sm" />
          <Skeleton height={10} width={`${16 + ((row * 11) % 20)}%`} radius="sm" />
        </div>
      ))}
    </div>
  );
}

type LoadedProps<Data> = {
  query: Pick<UseQueryResult<Data>, "data" | "error" | "refetch">;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** Data once it is there; what was shown stays shown while it is refreshed. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <>{skeleton ?? <RowsSkeleton />}</>;
}

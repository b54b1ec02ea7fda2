/** The rest of a paged list, on request. */
import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useT } from "../i18n";
import css from "./list.module.css";

type Props = { query: Pick<UseInfiniteQueryResult, "hasNextPage" | "fetchNextPage" | "isFetchingNextPage"> };

export function ShowMore({ query }: Props) {
  const t = useT();
  if (!query.hasNextPage) return null;
  return (
    <div className={css.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t("common.showMore")}
      </Button>
    </div>
  );
}

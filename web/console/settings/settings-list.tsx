/** A short list of one kind of thing, opened by pressing a row. */
import { Button, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconPlus } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import listCss from "../parts/list.module.css";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";

export type Line = { id: string; name: string; detail?: ReactNode; side?: ReactNode; dot?: string };
type Props<Item> = {
  title: string;
  lede: string;
  add: string;
  icon: ComponentProps<typeof Empty>["icon"];
  emptyTitle: string;
  emptyText: string;
  query: UseQueryResult<Item[]>;
  line: (item: Item) => Line;
  onAdd: () => void;
  onOpen: (item: Item) => void;
  children?: ReactNode;
};

export function SettingsList<Item extends { archived?: boolean }>(props: Props<Item>) {
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={props.onAdd}>
      {props.add}
    </Button>
  );
  return (
    <Page title={props.title} lede={props.lede} actions={add}>
      <Panel flush>
        <Loaded query={props.query} skeleton={<RowsSkeleton rows={4} height={61} />}>
          {(items) => {
            const live = items.filter((item) => !item.archived);
            if (!live.length) return <Empty icon={props.icon} title={props.emptyTitle} text={props.emptyText} action={add} />;
            return (
              <ul className={listCss.list}>
                {live.map((item) => <Row key={props.line(item).id} line={props.line(item)} onOpen={() => props.onOpen(item)} />)}
              </ul>
            );
          }}
        </Loaded>
      </Panel>
      {props.children}
    </Page>
  );
}

function Row({ line, onOpen }: { line: Line; onOpen: () => void }) {
  return (
    <li>
      <UnstyledButton className={listCss.row} w="100%" onClick={onOpen}>
        {line.dot && <span className={listCss.dot} style={{ background: line.dot }} aria-hidden />}
        <span className={listCss.main}>
          <span className={listCss.name}>{line.name}</span>
          {line.detail && <span className={listCss.detail}>{line.detail}</span>}
        </span>
        {line.side && <span className={listCss.side}>{line.side}</span>}
        <IconChevronRight size={18} stroke={1.6} color="var(--fd-ink-faint)" aria-hidden />
      </UnstyledButton>
    </li>
  );
}

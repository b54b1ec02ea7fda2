/** Who waits, who talks, who is free: as it is this second. */
import { IconHeadset } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { BoardAgent, BoardCall, BoardQueue, CallBoard } from "../../api/call-shapes";
import { queries } from "../../api/queries";
import { useT } from "../../i18n";
import { Panel } from "../../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../../parts/states";
import { Status, type Tone } from "../../parts/status";
import { lengthOf } from "../phone/call-model";
import { useSeconds } from "../phone/use-phone";
import { stateWords } from "../words";
import css from "./board.module.css";

export function LiveBoard() {
  const query = useQuery(queries.board());
  return (
    <Loaded query={query} skeleton={<RowsSkeleton rows={6} height={72} />}>
      {(board) => <Board board={board} />}
    </Loaded>
  );
}

function Board({ board }: { board: CallBoard }) {
  const t = useT();
  const at = useSeconds();
  const { calls } = board;
  return (
    <>
      <div className={css.tiles}>
        {board.queues.map((queue) => <Queue key={queue.name} queue={queue} at={at} />)}
      </div>
      <div className={css.columns}>
        <Panel title={t("board.calls")} flush>
          {calls.length ? (
            <ul className={css.list}>{calls.map((call) => <LiveCall key={call.contact_id} call={call} agents={board.agents} at={at} />)}</ul>
          ) : (
            <p className={css.none}>{t("board.noCalls")}</p>
          )}
        </Panel>
        <Panel title={t("board.agents")} flush>
          {board.agents.length ? (
            <ul className={css.list}>{board.agents.map((agent) => <Agent key={agent.id} agent={agent} at={at} />)}</ul>
          ) : (
            <Empty icon={IconHeadset} title={t("board.nobody")} text={t("board.nobodyText")} />
          )}
        </Panel>
      </div>
    </>
  );
}

const since = (instant: string | null, at: number): string => (instant ? lengthOf(at - Date.parse(instant)) : "");

function Queue({ queue, at }: { queue: BoardQueue; at: number }) {
  const t = useT();
  const numbers = [["waiting", queue.waiting], ["talking", queue.talking], ["callbacks", queue.callbacks]] as const;
  return (
    <section className={css.tile} aria-label={queue.name} data-waiting={queue.waiting > 0 || undefined}>
      <h2 className={css.queue}>{queue.name}</h2>
      <dl className={css.numbers}>
        {numbers.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`board.${name}`)}</dt>
            <dd className="numbers">{count}</dd>
          </div>
        ))}
        <div>
          <dt>{t("board.longest")}</dt>
          <dd className="numbers">{since(queue.longest_since, at) || "–"}</dd>
        </div>
      </dl>
    </section>
  );
}

const CALL_TONES: Record<string, Tone> = { waiting: "warn", callback: "warn", talking: "good", menu: "info", dialling: "info" };

function LiveCall({ call, agents, at }: { call: BoardCall; agents: BoardAgent[]; at: number }) {
  const t = useT();
  const agent = agents.find(({ id }) => id === call.agent_id);
  return (
    <li className={css.row}>
      <span className={css.name}>
        <bdi>{call.number_display || call.number || t("call.withheld")}</bdi>
        {agent && <span className="soft"> · <bdi>{agent.name}</bdi></span>}
      </span>
      <Status tone={CALL_TONES[call.status]}>{t(`call.status.${call.status}`)}</Status>
      <span className={`${css.since} numbers`}>{since(call.since, at)}</span>
    </li>
  );
}

const stateTone = (state: string): Tone => (state === "Available" ? "good" : state === "Offline" ? "plain" : state === "Talking" ? "accent" : "warn");

function Agent({ agent, at }: { agent: BoardAgent; at: number }) {
  const t = useT();
  return (
    <li className={css.row}>
      <span className={css.name}><bdi>{agent.name}</bdi></span>
      <Status tone={stateTone(agent.state)}>{stateWords(agent.state, t)}</Status>
      <span className={`${css.since} numbers`}>{since(agent.since, at)}</span>
    </li>
  );
}

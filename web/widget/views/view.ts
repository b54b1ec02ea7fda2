/** What every part of the widget is drawn from; parts are plain functions of it. */
import type { Desk } from "../desk";
import type { State } from "../state";
import { say, type Values } from "../words";

export interface View {
  desk: Desk;
  state: State;
  t(key: string, values?: Values): string;
}

export function viewOf(desk: Desk): View {
  const { state } = desk;
  return { desk, state, t: (key, values) => say(state.words, state.locale, key, values) };
}

/** The four lists of the page of calls. */
export const VIEWS = ["all", "missed", "callbacks", "board"] as const;
export type CallsView = (typeof VIEWS)[number];

export const viewOf = (search: Record<string, unknown>): { view?: CallsView } => ({
  view: VIEWS.find((view) => view === search.view && view !== "all"),
});

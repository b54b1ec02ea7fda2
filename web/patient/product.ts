/** What the page asks the API, always with the link it was opened by. */
import { call, newKey, type SlotPage } from "../widget/wire";
import { type Details, tokenOf, type VisitPage } from "./visit";

export class Product {
  constructor(public token: string) {}

  private ask<T>(path: string, body?: object): Promise<T> {
    return call<T>(`/api/visit${path}`, body, { headers: { "X-Link": this.token } });
  }

  /** Keeps the newest token and puts it into the address, so that a reload shows the same visit. */
  private async changed(asked: Promise<VisitPage>): Promise<VisitPage> {
    const page = await asked;
    if (page.link) {
      this.token = tokenOf(new URL(page.link, `${location.origin}/v/`).pathname) || this.token;
      history.replaceState(null, "", `/v/${this.token}${location.search}`);
    }
    return page;
  }

  show = () => this.ask<VisitPage>("");
  confirm = () => this.changed(this.ask("/confirm", {}));
  cancel = (reason: string) => this.changed(this.ask("/cancel", { reason }));

  complete = (details: Details) => this.changed(this.ask("/details", details));

  move(start: string, key = newKey()): Promise<VisitPage> {
    return this.changed(this.ask("/move", { start, idempotency_key: key }));
  }

  slots(from: string): Promise<SlotPage> {
    return this.ask(`/slots?${new URLSearchParams({ days: "7", ...(from && { from }) })}`);
  }

  get calendar(): string {
    return `/api/visit/ics?t=${this.token}`;
  }
}

/** What the page asks the API, always with the link it was opened by. */
import { call, newKey, type SlotPage } from "../widget/wire";
import { type Details, tokenOf, type VisitPage } from "./visit";

export class Product {
  constructor(public token: string) {}

  private sent = { words: "", key: "" };

  private ask<T>(path: string, body?: object): Promise<T> {
    const headers = { "X-Link": this.token, ...(body && { "Idempotency-Key": this.keyOf(path, body) }) };
    return call<T>(`/api/visit${path}`, body, { headers });
  }

  /** The same wish keeps its key: whose answer was lost asks again and hears what became of it. */
  private keyOf(...wish: [string, object]): string {
    const words = JSON.stringify([this.token, ...wish]);
    if (words !== this.sent.words) this.sent = { words, key: newKey() };
    return this.sent.key;
  }

  private async changed(asked: Promise<VisitPage>): Promise<VisitPage> {
    const page = await asked;
    if (page.link) this.token = tokenOf(new URL(page.link, `${location.origin}/v/`).pathname) || this.token;
    this.keepAddress();
    return page;
  }

  /** The newest token is in the address, wherever Back led, so that a reload shows the same visit. */
  keepAddress = () => history.replaceState(history.state, "", `/v/${this.token}${location.search}`);

  show = () => this.ask<VisitPage>("");
  confirm = () => this.changed(this.ask("/confirm", {}));
  cancel = (reason: string) => this.changed(this.ask("/cancel", { reason }));

  complete = (details: Details) => this.changed(this.ask("/details", details));

  move = (start: string) => this.changed(this.ask("/move", { start }));

  slots(from: string): Promise<SlotPage> {
    return this.ask(`/slots?${new URLSearchParams({ days: "7", ...(from && { from }) })}`);
  }

  get calendar(): string {
    return `/api/visit/ics?t=${this.token}`;
  }
}

/** What the control panel asks the exchange, on its own address. */
const user = new URLSearchParams(location.search).get("user") ?? "";
const own = `/_local/agents/${encodeURIComponent(user)}`;

async function ask(address, body) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(address, body === undefined ? { cache: "no-store" } : post);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `The exchange answered ${response.status}`);
  return answer;
}

export const show = () => ask(own);
export const endpoints = (queues) => ask(`${own}/endpoints?queues=${encodeURIComponent(queues.join(","))}`);
export const act = (name, body = {}) => ask(`${own}/${name}`, body);
export const press = (contactId, keys) => ask(`/_local/calls/${contactId}/keys`, { keys });

/** Calls `changed` for news of this agent, and after every new connection. */
export function listen(changed) {
  const source = new EventSource("/_local/events");
  source.onopen = changed;
  source.addEventListener("agent", (event) => {
    if (JSON.parse(event.data).username === user) changed();
  });
  source.addEventListener("call", (event) => changed(JSON.parse(event.data).contact_id));
}

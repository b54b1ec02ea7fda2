/** The page: the agent's status and contact with a few buttons, and the frame's protocol beneath. */
import { serve, tell, tellMute } from "./frame.js";
import { act, listen, show } from "./line.js";

const at = (name) => document.getElementById(name);
let shown = null;
let told = "";
let asked = 0;

/** What can be done now: words, act and its body. */
function choices({ stage, held, muted, third, snapshot }) {
  const [contact] = snapshot.contacts;
  if (stage === "offered") return [["Accept", "accept"], ["Reject", "reject"]];
  if (stage === "talking" && contact.type === "task")
    return [contact.state.type === "paused" ? ["Resume", "resume-task"] : ["Pause", "pause"], ["End task", "hang-up"]];
  if (stage === "talking")
    return [
      held ? ["Resume", "resume"] : ["Hold", "hold"],
      muted ? ["Unmute", "mute", { muted: false }] : ["Mute", "mute", { muted: true }],
      ...(third ? [["Join", "conference"], ["Drop third", "drop-third"]] : []),
      ["Hang up", "hang-up"],
    ];
  return stage ? [["Close contact", "complete"]] : [];
}

function button([words, name, body]) {
  const made = document.createElement("button");
  made.textContent = words;
  made.onclick = () => attempt(name, body);
  return made;
}

function render() {
  at("name").textContent = shown.configuration.name;
  at("state").textContent = shown.stage || shown.status;
  at("number").textContent = shown.number ?? shown.snapshot.contacts[0]?.name ?? "";
  at("acts").replaceChildren(...choices(shown).map(button));
  const options = shown.configuration.agentStates.map(({ name }) => new Option(name, name));
  at("status").replaceChildren(...options);
  at("status").value = shown.next_status ?? shown.status;
}

async function attempt(name, body) {
  try {
    at("problem").textContent = "";
    await act(name, body);
  } catch (problem) {
    at("problem").textContent = problem.message;
  }
  await refresh();
}

/** Shows the agent anew; the parent hears of it where something changed, or when it `must`. */
async function refresh(must = false) {
  const turn = ++asked;
  const found = await show().catch((problem) => {
    at("problem").textContent = problem.message;
    return null;
  });
  if (!found || turn !== asked) return;
  const muted = shown?.muted ?? false;
  shown = found;
  const { snapshotTimestamp: _, ...lasting } = found.snapshot;
  const state = JSON.stringify([found.configuration, lasting]);
  if (must || state !== told) tell(found);
  told = state;
  if (found.muted !== muted) tellMute(found.muted);
  render();
}

at("status").onchange = ({ target }) => attempt("status", { status: target.value });
at("dial").onsubmit = (event) => {
  event.preventDefault();
  void attempt("dial", { number: new FormData(event.target).get("number") });
};
serve(() => shown, refresh);
listen((contactId) => {
  if (typeof contactId !== "string" || contactId === shown?.contact_id) void refresh();
});
void refresh(true);

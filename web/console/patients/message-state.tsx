/** What a message is about and what became of it, in words. */
import type { Channel, Message, MessageStatus } from "../../shared/types";
import { type Key, type T, useT } from "../i18n";
import { Status, type Tone } from "../parts/status";

const TONES: Record<MessageStatus, Tone> = {
  pending: "plain", calling: "plain", sent: "info", delivered: "good", failed: "bad", uncertain: "warn", skipped: "plain", received: "accent",
};
const KINDS: Record<string, Key> = {
  confirmation: "message.kind.confirmation", booked: "message.kind.confirmation", reminder: "message.kind.reminder", moved: "message.kind.moved",
  cancelled: "message.kind.cancelled", code: "message.kind.code", reply: "message.kind.reply", stop: "message.kind.stop",
};

const WAYS: Record<Channel, Key> = { sms: "message.bySms", email: "message.byEmail", voice: "message.byCall" };

export function MessageState({ message }: { message: Message }) {
  const t = useT();
  return <Status tone={TONES[message.status] ?? "plain"}>{t(`message.status.${message.status}`)}</Status>;
}

/** "Reminder by SMS"; what a patient wrote is simply that. */
export function messageTitle(message: Message, t: T): string {
  if (message.direction === "inbound") return t("message.fromPatient");
  const kind = t(KINDS[message.kind] ?? "message.kind.other");
  return t(WAYS[message.channel], { kind });
}

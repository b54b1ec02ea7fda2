"""Numbers, topics, sent messages and faults for the deployment and for tests."""

from typing import Any

from infra.local.sms import carrier, messages, numbers, opt_outs, outbox
from infra.local.sms.clock import instant, iso
from infra.local.sms.faults import Faults
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row
from infra.local.sms.outbox import Publisher
from infra.local.sms.phones import country, spoken
from infra.local.sms.shapes import model, problems
from infra.local.standins.asked import Asked, Declined

_SETTINGS = ("inbound_topic_arn", "delivery_topic_arn")
_FIELDS = {
    "two_way_channel_arn": "TwoWayChannelArn",
    "self_managed_opt_outs": "SelfManagedOptOutsEnabled",
    "iso_country_code": "IsoCountryCode",
    "capabilities": "NumberCapabilities",
}


class Desk:
    """Answers /_local; shapes in api.md, section 3."""

    def __init__(self, house: House, faults: Faults, publisher: Publisher) -> None:
        self._house = house
        self._faults = faults
        self._publisher = publisher

    def keep_number(self, asked: Asked) -> Json:
        number = spoken(asked.text("phone_number") or "")
        with self._house.ledger.writing():
            doc = numbers.find(self._house, number) or self._fresh(number)
            doc |= {name: asked.body[key] for key, name in _FIELDS.items() if key in asked.body}
            doc["TwoWayEnabled"] = bool(doc.get("TwoWayChannelArn"))
            if listed := asked.text("opt_out_list"):
                doc["OptOutListName"] = opt_outs.listed(self._house, listed)
            _check(doc)
            numbers.keep(self._house, doc)
        return {"phone_number": doc}

    def list_numbers(self, asked: Asked) -> Json:
        return {"phone_numbers": numbers.everyone(self._house)}

    def configure(self, asked: Asked) -> Json:
        for name in asked.body:
            if name not in _SETTINGS:
                raise Declined(422, "invalid", f"There is no setting {name}", **{name: "unknown"})
            self._house.ledger.set(name, asked.text(name))
        return self.show_settings(asked)

    def show_settings(self, asked: Asked) -> Json:
        return {name: self._house.ledger.setting(name) for name in _SETTINGS}

    def list_messages(self, asked: Asked) -> Json:
        query = asked.query
        wanted: Json = {"limit": asked.limit(500, 10_000)}
        wanted["to"] = spoken(query["to"]) if query.get("to") else None
        wanted["sender"] = spoken(query["from"]) if query.get("from") else None
        wanted["since"] = instant(query["since"]) if query.get("since") else None
        return {"messages": [_shown(row) for row in messages.selected(self._house, wanted)]}

    def forget_messages(self, asked: Asked) -> Json:
        with self._house.ledger.writing():
            for table in ("messages", "steps", "outbox"):
                self._house.ledger.run(f"DELETE FROM {table}")
        return {"messages": []}

    def show_outbox(self, asked: Asked) -> Json:
        steps = self._house.ledger.row("SELECT COUNT(*) AS n FROM steps") or {}
        return {
            "waiting": outbox.waiting(self._house),
            "failing": self._publisher.failing(),
            "steps": steps["n"],
            "next_step": iso(carrier.next_due(self._house)),
        }

    def add_fault(self, asked: Asked) -> Json:
        return self._faults.add(asked.body)

    def list_faults(self, asked: Asked) -> Json:
        return {"faults": self._faults.all()}

    def remove_faults(self, asked: Asked) -> Json:
        number: Any = asked.path.get("number")
        self._faults.remove(number)
        return self.list_faults(asked)

    def _fresh(self, number: str) -> Json:
        listed = opt_outs.listed(self._house, opt_outs.DEFAULT)
        return numbers.fresh(self._house, number, country(number) or "US", listed)


def _check(doc: Json) -> None:
    """A number that DescribePhoneNumbers could not answer with is not kept."""
    found = problems(model().shape_for("PhoneNumberInformation"), doc)
    if found:
        raise Declined(422, "invalid", "; ".join(" ".join(each) for each in found), **dict(found))


def _shown(row: Row) -> Json:
    """A message with everything that its sender said."""
    out = row["direction"] == messages.OUTBOUND
    sender, receiver = (row["clinic"], row["phone"]) if out else (row["phone"], row["clinic"])
    return {
        "id": row["id"],
        "direction": row["direction"],
        "from": sender,
        "to": receiver,
        "text": row["text"],
        "at": iso(row["at"]),
        "arrived_at": iso(row["arrived"]),
        "state": row["state"],
        "parts": row["parts"],
        "encoding": row["encoding"],
        **row["doc"],
    }

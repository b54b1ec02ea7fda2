"""The mails that SES sent, read from the local cloud, for the handset page."""

from datetime import UTC, datetime
from typing import Any

import httpx

from infra.local.sms.handset import links
from infra.local.sms.house import Json
from infra.local.standins.asked import Asked, Declined
from infra.local.standins.feed import Feed
from infra.local.standins.worker import Worker


class Mails:
    """Answers /_local/handset/mails; shapes in api.md, section 1."""

    def __init__(self, cloud: str) -> None:
        self._address = f"{cloud}/_ministack/ses/messages"
        self._http = httpx.Client(trust_env=False, timeout=5)

    def list_mails(self, asked: Asked) -> Json:
        limit = asked.limit()
        wanted = (asked.query.get("to") or "").casefold()
        every = sorted(self.sent(), key=lambda mail: str(mail["at"]), reverse=True)
        fitting = [mail for mail in every if not wanted or wanted in _folded(mail)]
        return {"mails": fitting[:limit], "addresses": _addresses(every)}

    def sent(self) -> list[Json]:
        try:
            answer = self._http.get(self._address).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            raise Declined(503, "unavailable", "The local cloud doesn't answer") from None
        return [_mail(row) for rows in answer["messages"].values() for row in rows]


class MailWatch(Worker):
    """Tells open pages about new mails; asks the cloud only while a page is open."""

    def __init__(self, mails: Mails, feed: Feed) -> None:
        super().__init__("mails")
        self._mails = mails
        self._feed = feed
        self._count = -1

    def work(self) -> float:
        if len(self._feed):
            self._look()
        else:
            self._count = -1
        return 1.0

    def _look(self) -> None:
        """The first look after a pause tells too: what came meanwhile may not be shown yet."""
        try:
            count = len(self._mails.sent())
        except Declined:
            return
        if count != self._count:
            self._feed.tell("mail", count=count)
        self._count = count


def _mail(row: dict[str, Any]) -> Json:
    return {
        "id": row["MessageId"],
        "from": row["Source"],
        "to": [*row["To"], *row["CC"], *row["BCC"]],
        "subject": row["Subject"],
        "text": row["BodyText"],
        "html": row["BodyHtml"] or None,
        "at": _at(row["Timestamp"]),
        "links": links(row["BodyText"] or row["BodyHtml"]),
    }


def _at(value: float | str) -> str:
    """The cloud notes seconds since 1970, or ISO text, by the operation used."""
    if isinstance(value, str):
        return value
    text = datetime.fromtimestamp(value, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _folded(mail: Json) -> set[str]:
    return {_plain(address) for address in mail["to"]}


def _addresses(mails: list[Json]) -> list[Json]:
    counts: dict[str, int] = {}
    for mail in mails:
        for address in _folded(mail):
            counts[address] = counts.get(address, 0) + 1
    return [{"address": key, "count": number} for key, number in sorted(counts.items())]


def _plain(address: str) -> str:
    """`Jane <jane@example.com>` is jane@example.com."""
    return address.rpartition("<")[2].rstrip("> ").strip().casefold()

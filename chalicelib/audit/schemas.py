"""What is said about the audit over the wire."""

from typing import Annotated

from pydantic import StringConstraints

from chalicelib.edge.wire import Instant, Paged, Wire

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class AuditQuery(Paged):
    """`month` as YYYY-MM, UTC; this month's where it is left out."""

    month: Month | None = None


class AuditView(Wire):
    """`actor_id` is a colleague's id and `actor_name` their name, null for one who is gone."""

    id: str
    at: Instant
    actor_id: str
    actor_name: str | None
    action: str
    subject_kind: str
    subject_id: str

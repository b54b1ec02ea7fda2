"""Who asks, for which clinic, under which request: built in `edge/` only, first argument of all."""

from dataclasses import dataclass, field
from typing import Any

from chalicelib import clock

Known = dict[tuple[str, str], dict[str, Any] | None]


@dataclass(frozen=True)
class Context:
    """One request's identity.

    `tenant_id` comes from verified claims, a site key, a signed link, a dialled number or a Stripe
    customer. `actor` is a staff id, `patient`, `system` or `public`. `key` and `digest` are the
    idempotency key and the SHA-256 of the body that it came with, `client` a digest of the caller's
    address, `session_id` the browser's session where staff is signed in. `known` are items that
    this one request has read, by key (None: it is not there), so that none is read twice; where it
    is None, nothing is kept.
    """

    tenant_id: str
    actor: str = "system"
    role: str = "system"
    request_id: str = field(default_factory=clock.new_id)
    key: str | None = None
    digest: str | None = None
    client: str = ""
    session_id: str = ""
    known: Known | None = field(default=None, compare=False, repr=False)

    def id_for(self, kind: str) -> str:
        """The id of what this request creates: the same for a repeated request."""
        if self.key is None:
            return clock.new_id()
        return clock.derived_id(self.tenant_id, self.actor, kind, self.key)

"""Key shapes of lines, calls, missed calls and the audit, in the same form as keys.py."""

from chalicelib.table.keys import Key


def line(tenant_id: str) -> Key:
    """The clinic's voice number with its queue and routing profile at Connect. Asked by calls."""
    return f"T#{tenant_id}#LINE", "LINE"


def agent(tenant_id: str, user_id: str) -> Key:
    """Who of the staff is which user at Connect. Asked by call lists and the board."""
    return f"T#{tenant_id}#LINE", f"AGENT#{user_id}"


def agent_state(tenant_id: str, user_id: str) -> Key:
    """What an operator's softphone says last. Asked by the board."""
    return f"T#{tenant_id}#BOARD", f"AGENT#{user_id}"


def platform_agent(user_id: str) -> Key:
    """The tenant of a user at Connect. Asked by the reader of agents' events."""
    return f"P#AGENT#{user_id}", "TENANT"


def platform_free_voice_number(e164: str) -> Key:
    """A number for calls that no clinic has yet. Asked when a clinic becomes active."""
    return "P#FREE", f"VOICE#{e164}"


def call(tenant_id: str, call_id: str) -> Key:
    """One call: all contacts of a chain, under the first one's id. Written by whoever hears."""
    return f"T#{tenant_id}#CALL#{call_id}", "CALL"


def promise(tenant_id: str, call_id: str) -> Key:
    """Until when somebody is to be called back. Found by the sweeper in index `due`."""
    return f"T#{tenant_id}#CALL#{call_id}", "PROMISE"


def contact(tenant_id: str, contact_id: str) -> Key:
    """The call of a later contact of a chain. Asked where only the contact is known."""
    return f"T#{tenant_id}#CONTACT#{contact_id}", "CONTACT"


def calls(tenant_id: str, month: str) -> str:
    """g1: calls by the month (`YYYY-MM`, UTC) they began in, sort key `<began>#<id>`."""
    return f"T#{tenant_id}#CALLS#{month}"


def live_calls(tenant_id: str) -> str:
    """g2: calls that go on, sort key `<began>#<id>`. Asked by the board and callers in line."""
    return f"T#{tenant_id}#LIVECALLS"


def missed_call(tenant_id: str, missed_call_id: str) -> Key:
    """Somebody who has to be called back; in index `due` while they are to be texted."""
    return f"T#{tenant_id}#MISSED#{missed_call_id}", "MISSED"


def missed_calls(tenant_id: str, status: str) -> str:
    """g1: missed calls by status (`open`, `closed`), sort key `<deadline>#<id>`."""
    return f"T#{tenant_id}#MISSED#{status}"


def caller(tenant_id: str, e164: str) -> Key:
    """A number's open entry among missed calls, and when it was texted last."""
    return f"T#{tenant_id}#CALLER#{e164}", "CALLER"


def audit(tenant_id: str, month: str) -> str:
    """Who looked at what, by month (`YYYY-MM`), sort key `AT#<instant>#<id>`. Asked by owners."""
    return f"T#{tenant_id}#AUDIT#{month}"

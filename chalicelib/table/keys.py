"""Every key and index shape, a pure function beside the access pattern that it serves.

Every partition key starts `T#<tenant>#`; `P#…` is the platform's, for finding a tenant. Each
function's docstring is a row of docs/keys.md: what is kept there, and what asks for it. Index `g1`
serves lists of a clinic, `g2` a patient's timeline, `due` the timers (keys only).
"""

from datetime import date, datetime

Key = tuple[str, str]
DUE_SHARDS = 4


def _t(tenant_id: str, *parts: str) -> str:
    return "#".join(("T", tenant_id, *parts))


def instant(at: datetime) -> str:
    """A sortable UTC instant with seconds."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


# -- the platform: how a tenant is found ---------------------------------------------------------


def platform_site_key(site_key: str) -> Key:
    """The tenant of a widget's site key. Asked by every public widget request."""
    return f"P#SITEKEY#{site_key}", "TENANT"


def platform_number(e164: str) -> Key:
    """The tenant of a number of ours that was texted or dialled. Asked by inbound SMS and calls."""
    return f"P#NUMBER#{e164}", "TENANT"


def platform_customer(customer_id: str) -> Key:
    """The tenant of a Stripe customer. Asked by the worker of Stripe's events."""
    return f"P#CUSTOMER#{customer_id}", "TENANT"


def platform_address(email_hash: str) -> Key:
    """Whose account an address is, and which link for a new password counts. Asked by sign-in."""
    return f"P#ADDRESS#{email_hash}", "ADDRESS"


def platform_attempt(email_hash: str, attempt_id: str) -> Key:
    """A sign-up whose address is not confirmed, gone by TTL. Asked behind the mailed link."""
    return f"P#ADDRESS#{email_hash}", f"ATTEMPT#{attempt_id}"


def platform_tenants(shard: str) -> str:
    """Partition that lists tenants (sort key: tenant id). Asked by the nightly reconciliation."""
    return f"P#TENANTS#{shard}"


def platform_free_number(e164: str) -> Key:
    """A number for texts that no clinic has yet. Asked when a clinic becomes active."""
    return "P#FREE", f"NUMBER#{e164}"


def platform_limit(name: str, window: str) -> Key:
    """A counter before there is a tenant, gone by TTL. Asked by sign-up and sign-in."""
    return f"P#LIMIT#{name}", f"WINDOW#{window}"


def platform_stripe_event(event_id: str) -> Key:
    """An event of Stripe's that was handled, gone by TTL. Asked by the worker of Stripe events."""
    return f"P#EVENT#{event_id}", "DONE"


# -- tenant, staff, settings ----------------------------------------------------------------------


def clinic(tenant_id: str) -> Key:
    """The clinic's settings and its subscription's snapshot. Asked by nearly every request."""
    return _t(tenant_id, "CLINIC"), "PROFILE"


def setup_version(tenant_id: str) -> Key:
    """A number that grows with every change of the set-up. Asked by slot search, cached by it."""
    return _t(tenant_id, "CLINIC"), "VERSION"


def setup(tenant_id: str) -> str:
    """Partition of branches, practitioners, rooms, services, closures and leave: `BRANCH#id`,
    `PRACTITIONER#id`, `ROOM#id`, `SERVICE#id`, `CLOSURE#<date>#id`, `LEAVE#<practitioner>#id`.
    Read whole when the version grew."""
    return _t(tenant_id, "SETUP")


def staff(tenant_id: str) -> str:
    """Partition of the staff, sort key `STAFF#<id>`. Asked by sign-in and the staff page."""
    return _t(tenant_id, "STAFF")


def session(tenant_id: str, staff_id: str, session_id: str) -> Key:
    """One signed-in browser, gone by TTL. Asked by every request of the console."""
    return _t(tenant_id, "SESSION", staff_id), f"SESSION#{session_id}"


def limit(tenant_id: str, name: str, window: str) -> Key:
    """A counter of one limit in one window, gone by TTL. Asked where money or trust is at stake."""
    return _t(tenant_id, "LIMIT", name), f"WINDOW#{window}"


# -- free and busy time --------------------------------------------------------------------------


def sheets(tenant_id: str, branch_id: str) -> str:
    """Partition of a branch's sheets: all resources of a range of weeks are one Query."""
    return _t(tenant_id, "SHEETS", branch_id)


def sheet(tenant_id: str, branch_id: str, week: int, resource_id: str) -> Key:
    """One resource's busy cells of one week. Asked by search, written by every booking."""
    return sheets(tenant_id, branch_id), f"W#{week:06d}#{resource_id}"


def hold(tenant_id: str, token_hash: str) -> Key:
    """A time held while somebody types, its code and tries; gone by TTL. Asked by the widget."""
    return _t(tenant_id, "HOLD", token_hash), "HOLD"


# -- visits ----------------------------------------------------------------------------------------


def appointment(tenant_id: str, appointment_id: str) -> Key:
    """One visit. Asked by everything that handles it."""
    return _t(tenant_id, "APPOINTMENT", appointment_id), "APPOINTMENT"


def day(tenant_id: str, branch_id: str, on: date) -> str:
    """g1: a branch's visits of one local day, sort key `<start>#<id>`. Asked by the calendar."""
    return _t(tenant_id, "DAY", branch_id, on.isoformat())


def event(tenant_id: str, subject_id: str, event_id: str) -> Key:
    """A fact, written with what it tells of; the table's stream publishes it. Gone by TTL."""
    return _t(tenant_id, "EVENT", subject_id), f"EVENT#{event_id}"


def timer(tenant_id: str, appointment_id: str, version: int) -> Key:
    """What is next due for one version of a visit. Found by the sweeper in index `due`."""
    return _t(tenant_id, "APPOINTMENT", appointment_id), f"TIMER#{version:06d}"


def due_hour(due: datetime, owner_id: str) -> str:
    """due: what falls due within an hour, in four shards (keys only; sort key: the due instant).
    Asked by the sweeper. An hour and not a minute, so that looking back far stays cheap."""
    return due_shards(due)[ord(owner_id[-1]) % DUE_SHARDS]


def due_shards(hour: datetime) -> list[str]:
    """The partitions of index `due` that hold an hour."""
    return [f"DUE#{hour.strftime('%Y-%m-%dT%H')}#{shard}" for shard in range(DUE_SHARDS)]


# -- patients ------------------------------------------------------------------------------------


def patient(tenant_id: str, patient_id: str) -> Key:
    """One person's card."""
    return _t(tenant_id, "PATIENT", patient_id), "CARD"


def patients(tenant_id: str, month: str) -> str:
    """g1: patients by the month (`YYYY-MM`) in which they came, sort key `<created>#<id>`."""
    return _t(tenant_id, "PATIENTS", month)


def patient_phone(tenant_id: str, e164: str, patient_id: str) -> Key:
    """A pointer from a number to a person; several may share one. Asked by search and calls."""
    return _t(tenant_id, "PHONE", e164), f"PATIENT#{patient_id}"


def patient_phone_end(tenant_id: str, e164: str, patient_id: str) -> Key:
    """A pointer from a number's last four digits. Asked by search with part of a number."""
    return _t(tenant_id, "PHONE4", e164[-4:]), f"PATIENT#{e164}#{patient_id}"


def patient_name(tenant_id: str, token: str, patient_id: str) -> Key:
    """A pointer from a name's search word; `begins_with` finds by its beginning. The partition is
    the word's first two letters, of a Chinese, Japanese or Korean word its first sign."""
    letters = 1 if token >= "\u2e80" else 2  # noqa: S105  (a word, not a password)
    return _t(tenant_id, "NAME", token[:letters]), f"NAME#{token}#{patient_id}"


def patient_birth(tenant_id: str, on: date, patient_id: str) -> Key:
    """A pointer from a date of birth."""
    return _t(tenant_id, "BIRTH", on.isoformat()), f"PATIENT#{patient_id}"


def patient_match(tenant_id: str, digest: str) -> Key:
    """The ids of all who share a name together with a number or a date of birth, an imported row or
    another system's number (`digest` of that). Asked by the import, many at once."""
    return _t(tenant_id, "MATCH", digest), "PATIENTS"


def timeline(tenant_id: str, patient_id: str) -> str:
    """g2: a patient's visits, messages and inquiries, sort key `<instant>#<kind>#<id>`."""
    return _t(tenant_id, "TIMELINE", patient_id)


def opted_out(tenant_id: str, e164: str) -> Key:
    """A number that said STOP. Asked before every message."""
    return _t(tenant_id, "OPTOUT", e164), "OPTOUT"


def do_not_call(tenant_id: str, e164: str) -> Key:
    """A number that wants no more calls by machine. Asked before every such call."""
    return _t(tenant_id, "NOCALL", e164), "NOCALL"


# -- messages, inquiries, consoles; imports are in import_keys.py --------------------------------


def message(tenant_id: str, message_id: str) -> Key:
    """One message to or from a person; g2: timeline. Settled by the delivery event."""
    return _t(tenant_id, "MESSAGE", message_id), "MESSAGE"


def thread(tenant_id: str, address: str) -> str:
    """g1: messages to and from a number or address, sort key `<instant>#<id>`. Asked when a reply
    comes in."""
    return _t(tenant_id, "THREAD", address)


def inquiry(tenant_id: str, inquiry_id: str) -> Key:
    """One contact with the clinic and what became of it."""
    return _t(tenant_id, "INQUIRY", inquiry_id), "INQUIRY"


def inquiries(tenant_id: str, status: str) -> str:
    """g1: inquiries by status (`open`, `closed`), sort key `<created>#<id>`."""
    return _t(tenant_id, "INQUIRIES", status)


def inquiry_count(tenant_id: str, on: str, source: str, outcome: str) -> Key:
    """How many contacts of a local day (YYYY-MM-DD) came so and ended so. Asked by the summary."""
    return _t(tenant_id, "INQUIRYCOUNTS"), f"DAY#{on}#{source}#{outcome}"


def console(tenant_id: str, connection_id: str) -> Key:
    """An open console that listens for changes, gone by TTL."""
    return _t(tenant_id, "CONSOLES"), f"CONNECTION#{connection_id}"


def conversation(tenant_id: str, contact_id: str) -> Key:
    """What was offered and proven in one call, gone by TTL. Asked by every step of the line."""
    return _t(tenant_id, "CONVERSATION", contact_id), "CONVERSATION"

"""Every route with another tenant's ids, wherever an id may be said: nothing is seen or done."""

import re
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib.edge.http import ENDPOINTS, Endpoint
from tests.clinics import WholeClinic, kept, settled
from tests.samples import ids_of, sample

Stack = dict[str, Any]
_PARTS = re.compile(r"{(\w+)}")
# What a path may name. A parameter that is neither here nor a thing of a clinic fails the tests.
_NOT_THINGS = {"site_key"}
_VERSION = {"version": 1}


def _name(made: Endpoint) -> str:
    return f"{made.method} {made.path}"


def _parts(made: Endpoint) -> list[str]:
    return [each for each in _PARTS.findall(made.path) if each not in _NOT_THINGS]


_BY_PATH = [e for e in ENDPOINTS if _parts(e)]
_SAID = [
    (made, place, name)
    for made in ENDPOINTS
    for place, schema in (("body", made.body), ("query", made.query))
    for name in (ids_of(schema) if schema else [])
]


class Asker:
    """Sends a route's request as one clinic, with ids of any."""

    def __init__(self, cloud: Stack, clinic: WholeClinic) -> None:
        self._site, self._clinic = cloud["site"], clinic
        self._session = clinic.browser(cloud).cookie
        self._http = httpx.Client(timeout=60)

    def ask(
        self, made: Endpoint, ids: dict[str, str], link: str = "", only: str = ""
    ) -> httpx.Response:
        """`ids` by name; `only` is the one id to say in body and query besides what is needed."""
        path = made.path
        for part in _PARTS.findall(made.path):
            path = path.replace(f"{{{part}}}", ids[part])
        headers = {"X-Frontdesk": "1", "X-Link": link or self._clinic.link}
        if made.guard.name == "session":
            headers["Cookie"] = f"__Host-session={self._session}"
        body = _lean(made.body, ids, only) if made.body else None
        query = _lean(made.query, ids, only) if made.query else None
        return self._http.request(
            made.method, self._site + path, headers=headers, json=body, params=query
        )


def _lean(schema: Any, ids: dict[str, str], only: str) -> Stack:
    """A sample in which optional ids are left out, but for `only`."""
    known = {**ids, **_VERSION} if "version" in schema.model_fields else ids
    made = sample(schema, {**known, "staff_id": ids["staff_id"], "owner_id": ids["owner_id"]})
    optional = {n for n in ids_of(schema) if not schema.model_fields[n].is_required()}
    return {n: v for n, v in made.items() if n not in optional or n == only}


def _ids(clinic: WholeClinic) -> dict[str, str]:
    return {**{n: clinic.id_of(n) for n in clinic.things}, "site_key": clinic.site_key}


def _leaked(answer: httpx.Response, clinic: WholeClinic, said: set[str]) -> list[str]:
    """Words and ids of the clinic in an answer that the request had not said itself."""
    told = {*clinic.words, *(clinic.id_of(n) for n in clinic.things)} - said
    return [each for each in told if each in answer.text]


@pytest.fixture(scope="module")
def us(cloud: Stack, ours: WholeClinic) -> Asker:
    return Asker(cloud, ours)


@pytest.fixture(scope="module")
def untouched(cloud: Stack, theirs: WholeClinic) -> dict[tuple[str, str], Any]:
    """All of theirs, before the tests of this module do what they do as us."""
    now = settled(cloud, theirs)
    return {key: item for key, item in now.items() if not _is_session(key)}


def test_every_part_of_a_path_is_a_thing_of_a_clinic(theirs: WholeClinic) -> None:
    unknown = {part for made in _BY_PATH for part in _parts(made) if part not in theirs.things}

    assert unknown == set(), "make one in tests/clinics.py, so that its routes are tried"


@pytest.mark.parametrize("made", _BY_PATH, ids=_name)
def test_path_with_another_tenants_id_is_not_found(
    untouched: Any, us: Asker, ours: WholeClinic, theirs: WholeClinic, made: Endpoint
) -> None:
    ids = {**_ids(ours), **{part: theirs.id_of(part) for part in _parts(made)}}

    answer = us.ask(made, ids)

    assert answer.status_code == 404, answer.text
    assert answer.json()["code"] == "not_found"
    assert _leaked(answer, theirs, set(ids.values())) == []


@pytest.mark.parametrize(
    ("made", "place", "name"), _SAID, ids=lambda v: _name(v) if isinstance(v, Endpoint) else v
)
def test_said_id_of_another_tenant_is_refused_or_gives_nothing(
    untouched: Any, us: Asker, ours: WholeClinic, theirs: WholeClinic,
    made: Endpoint, place: str, name: str,
) -> None:  # fmt: skip
    singular = name[:-1] if name.endswith("_ids") else name
    ids = {**_ids(ours), singular: theirs.id_of(singular)}

    answer = us.ask(made, ids, only=name)

    refused = answer.status_code in (404, 409, 422) and answer.json()["code"] != "conflict"
    empty = place == "query" and answer.status_code == 200
    assert refused or empty, (answer.status_code, answer.text)
    assert _leaked(answer, theirs, set(ids.values())) == []


_LISTS = [e for e in ENDPOINTS if e.method == "GET" and e.guard.name == "session"]


@pytest.mark.parametrize("made", _LISTS, ids=_name)
def test_what_is_read_holds_nothing_of_another_tenant(
    us: Asker, ours: WholeClinic, theirs: WholeClinic, made: Endpoint
) -> None:
    answer = us.ask(made, _ids(ours))

    assert answer.status_code in (200, 409), answer.text
    assert _leaked(answer, theirs, set()) == []


_PUBLIC = [e for e in ENDPOINTS if e.guard.name == "site_key" and e.body]


@pytest.mark.parametrize("made", _PUBLIC, ids=_name)
def test_hold_of_another_tenant_is_nothing_to_this_site_key(
    untouched: Any, us: Asker, ours: WholeClinic, theirs: WholeClinic, made: Endpoint
) -> None:
    """Release is quiet about what it does not know; that it did nothing is checked at the end."""
    ids = {**_ids(ours), "token": theirs.hold_token, "replaces": theirs.hold_token}
    ids["phone"] = "+447700900144"

    answer = us.ask(made, ids)

    assert answer.status_code in (201, 204, 409), answer.text
    assert _leaked(answer, theirs, set(ids.values())) == []


_LINKED = [e for e in ENDPOINTS if e.guard.name == "link"]


@pytest.mark.parametrize("made", _LINKED, ids=_name)
def test_link_with_another_tenant_written_into_it_is_refused(
    untouched: Any, us: Asker, ours: WholeClinic, theirs: WholeClinic, made: Endpoint
) -> None:
    """Ids of theirs under our link's signature, and the other way round."""
    forged = (theirs.link[:29] + ours.link[29:], ours.link[:29] + theirs.link[29:])

    answers = [us.ask(made, _ids(ours), link=each) for each in forged]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(404, "link_invalid")] * 2


def test_session_of_another_tenants_staff_is_no_session_here(
    cloud: Stack, ours: WholeClinic, theirs: WholeClinic
) -> None:
    """A cookie is signed whole: parts of two make none."""
    mine = ours.browser(cloud)
    foreign = theirs.browser(cloud)
    assert mine.cookie and foreign.cookie
    mixed = f"{foreign.cookie.partition('.')[0]}.{mine.cookie.partition('.')[2]}"

    answer = httpx.get(
        f"{cloud['api']}/clinic", headers={"Cookie": f"__Host-session={mixed}"}, timeout=60
    )

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_nothing_of_theirs_was_changed_by_all_this(
    cloud: Stack, untouched: Any, theirs: WholeClinic
) -> None:
    now = kept(cloud, theirs.ctx.tenant_id)

    assert {k: v for k, v in now.items() if not _is_session(k)} == untouched


def _is_session(key: tuple[str, str]) -> bool:
    """Those that the tests opened themselves."""
    return key[1].startswith("SESSION#")


@pytest.mark.parametrize("made", _BY_PATH, ids=_name)
def test_path_with_their_own_id_is_found(cloud: Stack, theirs: WholeClinic, made: Endpoint) -> None:
    """Last, since it changes them: each of the requests above was one that works."""
    answer = Asker(cloud, theirs).ask(made, _ids(theirs))

    assert answer.status_code < 500, answer.text
    assert answer.status_code != 404, answer.text

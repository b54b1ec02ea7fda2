"""Many clients who ask at the very same moment, each in a way of their own."""

import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import httpx

from chalicelib.appointments import actions as appointments
from chalicelib.appointments import links, model
from chalicelib.availability import store as sheets
from chalicelib.availability.model import first_cell, weeks_of
from chalicelib.clinic.model import Service
from tests.clinics import WholeClinic

Stack = dict[str, Any]
CLIENTS = 24


@dataclass(frozen=True)
class Request:
    """What a client sends; `keeps` says whether a success books or moves, or only holds."""

    path: str
    body: Stack
    headers: dict[str, str]
    keeps: bool = True


class Crowd:
    """Clients with connections of their own, half through the front door, half past it."""

    def __init__(self, cloud: Stack, size: int = CLIENTS) -> None:
        host = f"{cloud['outputs']['RestAPIId']}.execute-api.localhost"
        direct = {"base_url": f"{cloud['cloud']}/v1", "headers": {"Host": host}}
        doors: list[Stack] = [{"base_url": cloud["site"]}, direct]
        self._clients = [httpx.Client(timeout=60, **doors[n % 2]) for n in range(size)]
        self._start = Barrier(size)
        self._pool = ThreadPoolExecutor(size)
        self.sent, self.seconds = 0, 0.0

    def ask(self, requests: Sequence[Request]) -> list[httpx.Response]:
        """All at once; the answers in the requests' order."""
        began = time.perf_counter()
        answers = list(self._pool.map(self._one, range(len(requests)), requests))
        self.seconds += time.perf_counter() - began
        self.sent += len(requests)
        return answers

    def _one(self, number: int, request: Request) -> httpx.Response:
        # The address is the client's own past the front door: limits are counted by it.
        headers = {"X-Forwarded-For": f"203.0.113.{number}", **request.headers}
        self._start.wait(60)
        return self._clients[number].post(request.path, json=request.body, headers=headers)

    def close(self) -> None:
        self._pool.shutdown()
        for each in self._clients:
            each.close()


class Ways:
    """The ways in which a time of one clinic can be asked for."""

    def __init__(self, cloud: Stack, clinic: WholeClinic, service: Service) -> None:
        self._clinic, self._service = clinic, service
        self._who = service.practitioner_ids[0]
        self._cookie = f"__Host-session={clinic.browser(cloud, 'operator').cookie}"

    def book(self, start: int) -> Request:
        """By staff, for a known patient."""
        patient = {"patient_id": self._clinic.id_of("patient_id")}
        return self._console("appointments", {**self._wanted(start), **patient})

    def book_newcomer(self, start: int) -> Request:
        """By staff, for somebody new and with whoever is free."""
        person = {"given_name": "New", "family_name": uuid.uuid4().hex}
        wanted = {**self._wanted(start), "practitioner_id": None}
        return self._console("appointments", {**wanted, "patient": person})

    def hold(self, start: int) -> Request:
        """By the widget; a held time is nobody else's."""
        path = f"/api/widget/{self._clinic.site_key}/holds"
        body = {n: v for n, v in self._wanted(start).items() if n != "notify"}
        return Request(path, body, {}, keeps=False)

    def move(self, start: int, visit_id: str) -> Request:
        """By staff."""
        version = appointments.get(self._clinic.ctx, visit_id).version
        said = {"start": instant(start), "version": version, "notify": False}
        return self._console(f"appointments/{visit_id}/move", said)

    def move_by_link(self, start: int, visit_id: str) -> Request:
        """By the patient."""
        ctx = self._clinic.ctx
        token = links.token(ctx, appointments.get(ctx, visit_id))
        return Request("/api/visit/move", {"start": instant(start)}, {"X-Link": token, **_key()})

    def restore(self, visit_id: str) -> Request:
        """Staff take a cancellation back."""
        version = appointments.get(self._clinic.ctx, visit_id).version
        return self._console(f"appointments/{visit_id}/restore", {"version": version})

    def _wanted(self, start: int) -> Stack:
        said = {"service_id": self._service.id, "practitioner_id": self._who}
        return {**said, "start": instant(start), "notify": False}

    def _console(self, path: str, body: Stack) -> Request:
        headers = {"Cookie": self._cookie, "X-Frontdesk": "1", **_key()}
        return Request(f"/api/{path}", body, headers)


def overlaps(clinic: WholeClinic, visits: list[model.Appointment]) -> list[str]:
    """What is wrong between visits and sheets: cells taken twice, or not as the visits say."""
    found = []
    for who in {visit.practitioner_id for visit in visits}:
        theirs = [v for v in visits if v.practitioner_id == who and v.is_live]
        cells = [cell for visit in theirs for cell in visit.taken_cells]
        if len(cells) != len(set(cells)):
            found.append(f"{who} has visits that overlap")
        weeks = {week for v in visits for week in weeks_of(v.taken_cells)}
        span = range(min(weeks), max(weeks) + 1)
        if _booked(clinic, theirs[0].branch_id, who, span) != set(cells):
            found.append(f"the sheets of {who} do not say what the visits say")
    return found


def _booked(clinic: WholeClinic, branch_id: str, who: str, weeks: range) -> set[int]:
    """Booked cells by the sheets; raises where somebody holds what is booked."""
    kept = sheets.load_resources(clinic.ctx, branch_id, [who], weeks)[who]
    found: set[int] = set()
    for week, sheet in kept.items():
        assert sheet.busy & sheet.held(0) == 0, "a booked time is held"
        ones = (n for n in range(sheet.busy.bit_length()) if sheet.busy >> n & 1)
        found |= {first_cell(week) + n for n in ones}
    return found


def instant(start: int) -> str:
    return datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}

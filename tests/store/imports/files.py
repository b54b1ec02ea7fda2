"""Files that the tests import, and what they look at afterwards."""

from chalicelib.context import Context
from chalicelib.imports import actions
from chalicelib.imports.run import Outcome, Run
from chalicelib.patients import actions as patients
from chalicelib.patients import search
from chalicelib.patients.model import Patient

HEAD = "Patient No;First name;Last name;Birth date;Mobile;E-mail"
ADA = "1;Ada;Example;04.05.1980;0555 111 01 00;ada@example.com"
BO = "2;Bo;Example;06.07.1990;0555 111 01 00;"
NOBODY = "3;;;01.01.1990;0555 111 01 01;"
CHUNK_ROWS = 12


def as_csv(*lines: str) -> str:
    return "\r\n".join([HEAD, *lines]) + "\r\n"


def many_rows(number: int) -> str:
    rows = (
        f"{n};Given{n};Family{n % 7};0{n % 9 + 1}.03.19{60 + n % 40};0555 {n // 10000:03} "
        f"{n // 100 % 100:02} {n % 100:02};"
        for n in range(number)
    )
    return as_csv(*rows)


def counts_of(run: Run) -> dict[str, int]:
    names = ("rows", "done", "created", "merged", "unchanged", "refused")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def kept_cards(ctx: Context) -> list[Patient]:
    hits = search.search(ctx, "", 100, None).items
    return sorted(patients.get_many(ctx, [hit.id for hit in hits]).values(), key=lambda p: p.name)


def report_of(ctx: Context, run: Run, result: str) -> list[Outcome]:
    return actions.list_outcomes(ctx, run.id, result, 100, None).items

"""Slices call each other's actions and models, never stores or routes, and never in a circle.

A module of a slice lies in one of four planes. *Pure*: model.py and what it is made of, which knows
neither table nor clock. *Kept*: store.py, private to its slice. *Wire*: routes, schemas, views and
whatever builds a schema. *Done*: all others, actions.py and the nouns beside it (moves, links,
limits). Imports go wire → done → kept → pure, never up. Between slices a plane has no circle: the
circle that two slices make over two planes (the clinic's routes read the tenant's profile, whose
model knows the clinic's reminders) is none, as planes are ordered.
"""

from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

_FRAME = {"edge", "gateways", "table"}
_WIRE, _DONE, _KEPT, _PURE = "wire", "done", "kept", "pure"
_RANK = {_WIRE: 3, _DONE: 2, _KEPT: 1, _PURE: 0}
_WIRE_NAMES = {"routes", "schemas", "views"}
_IMPURE = ("chalicelib.clock", "chalicelib.config", "chalicelib.gateways", "chalicelib.table")
_FOREIGN = {"boto3", "botocore", "chalice", "pynamodb", "stripe", "aws_lambda_powertools"}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "chalicelib", "functions", include_external_packages=True, cache_dir=None
    )


def slice_of(module: str) -> str | None:
    """The noun of a module, or None where it belongs to no slice."""
    parts = module.split(".")
    if parts[0] != "chalicelib" or len(parts) < 3 or parts[1] in _FRAME:
        return None
    return parts[1]


@cache
def plane(module: str) -> str:
    name = module.rpartition(".")[2]
    imported = graph().find_modules_directly_imported_by(module)
    if name in _WIRE_NAMES or any(m == "chalicelib.edge.wire" for m in imported):
        return _WIRE
    if name == "store":
        return _KEPT
    if any(m.endswith(".schemas") for m in imported):
        return _WIRE
    return _PURE if name != "actions" and _is_pure(module) else _DONE


@cache
def _is_pure(module: str) -> bool:
    """Whether it and all that it imports know neither AWS, table, environment nor time."""
    reached = graph().find_upstream_modules(module) | {module}
    return not any(m.startswith(_IMPURE) or m.split(".")[0] in _FOREIGN for m in reached)


@cache
def imports() -> tuple[tuple[str, str], ...]:
    """Every import from one module of a slice to another module of a slice."""
    members = sorted(m for m in graph().modules if slice_of(m))
    return tuple(
        (importer, imported)
        for importer in members
        for imported in sorted(graph().find_modules_directly_imported_by(importer))
        if slice_of(imported)
    )


def test_planes_are_imported_downwards() -> None:
    upwards = [f"{a} -> {b}" for a, b in imports() if _RANK[plane(a)] < _RANK[plane(b)]]

    assert upwards == []


@pytest.mark.parametrize("private", ["store", "routes"])
def test_private_module_is_used_by_its_own_slice_only(private: str) -> None:
    foreign = [
        f"{a} -> {b}"
        for a, b in imports()
        if b.endswith(f".{private}") and slice_of(a) != slice_of(b)
    ]

    assert foreign == []


def test_what_is_shown_comes_from_actions_not_from_stores() -> None:
    direct = [f"{a} -> {b}" for a, b in imports() if plane(a) == _WIRE and plane(b) == _KEPT]

    assert direct == []


def test_actions_and_models_are_in_their_planes() -> None:
    members = [m for m in graph().modules if slice_of(m)]
    wanted = {"actions": _DONE, "model": _PURE, "store": _KEPT, "routes": _WIRE, "schemas": _WIRE}

    wrong = {
        m: plane(m)
        for m in members
        if (name := m.rpartition(".")[2]) in wanted and plane(m) != wanted[name]
    }

    assert wrong == {}


@pytest.mark.parametrize("level", [_WIRE, _DONE, _PURE])
def test_slices_of_a_plane_make_no_circle(level: str) -> None:
    uses: dict[str, set[str]] = defaultdict(set)
    for a, b in imports():
        if slice_of(a) != slice_of(b) and plane(a) == plane(b) == level:
            uses[str(slice_of(a))].add(str(slice_of(b)))

    try:
        TopologicalSorter(uses).prepare()
        circle = []
    except CycleError as error:
        circle = error.args[1]

    assert circle == []


def test_modules_make_no_circle() -> None:
    every = {m for m in graph().modules if m.startswith(("chalicelib.", "functions."))}
    uses = {m: graph().find_modules_directly_imported_by(m) & every for m in every}
    for module in uses:  # guards ask slices for the tenant, and slices' routes use guards
        if module == "chalicelib.edge.auth":
            uses[module] = {m for m in uses[module] if not slice_of(m)}

    try:
        TopologicalSorter(uses).prepare()
        circle = []
    except CycleError as error:
        circle = error.args[1]

    assert circle == []


def test_guards_ask_actions_and_links_only() -> None:
    asked = {
        m for m in graph().find_modules_directly_imported_by("chalicelib.edge.auth") if slice_of(m)
    }

    assert {plane(m) for m in asked} <= {_DONE}


def test_functions_are_thin_and_call_no_store() -> None:
    handlers = [m for m in graph().modules if m.startswith("functions.")]
    imported = {(h, m) for h in handlers for m in graph().find_modules_directly_imported_by(h)}

    assert sorted(f"{h} -> {m}" for h, m in imported if m.endswith((".store", ".routes"))) == []

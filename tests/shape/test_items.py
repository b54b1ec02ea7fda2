"""Items stay in their stores, every kind is known, and every query has an end."""

import ast
import inspect
from types import ModuleType

import pytest

from chalicelib import kinds
from chalicelib.table.item import Item
from tests.shape.source import PRODUCT, Module, modules

# Queries without a prefix, and why their partition holds one kind and little of it.
_SMALL_BY_DESIGN = {
    "chalicelib/appointments/store.py list_day": "index g1: the visits of one branch on one day",
    "chalicelib/clinic/store.py load": "the set-up, a few hundred things, kept warm by its version",
    "chalicelib/messages/store.py thread": "index g1: texts to and from one number, a page of them",
    "chalicelib/patients/store.py list_by_phone": "the people behind one number",
    "chalicelib/staff/store.py list_all": "the accounts of one clinic",
}
_BOUND_BY = {"page": 2, "every": 2, "between": 3, "before": 2}
_ALWAYS_BOUND = {"raw_between", "raw_range_of_kind"}


def _items(module: ModuleType) -> list[type[Item]]:
    found = [c for _, c in inspect.getmembers(module, inspect.isclass)]
    return [c for c in found if issubclass(c, Item) and c.__module__ == module.__name__]


def _declared(module: Module) -> list[ast.ClassDef]:
    """Classes of a module that are kept as items."""
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    return [c for c in classes if any(k.arg == "discriminator" for k in c.keywords)]


def test_items_are_declared_in_stores_and_named_so() -> None:
    places = {(m.path.name, c.name) for m in modules(*PRODUCT) for c in _declared(m)}

    wrong = [
        f"{file} {name}"
        for file, name in places
        if file not in ("store.py", "outbox.py") or not name.endswith("Item")
    ]

    assert wrong == []


def test_every_kind_is_registered() -> None:
    declared = {m.name for m in modules(*PRODUCT) if _declared(m)}

    assert declared == {store.__name__ for store in kinds.STORES}


def test_no_two_kinds_share_a_name() -> None:
    names = [
        keyword.value.value
        for module in modules(*PRODUCT)
        for declared in _declared(module)
        for keyword in declared.keywords
        if isinstance(keyword.value, ast.Constant)
    ]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("store", kinds.STORES, ids=lambda s: s.__name__)
def test_no_function_of_a_store_gives_an_item_away(store: ModuleType) -> None:
    """Items never leave their store; the outbox alone makes one for others to put."""
    public = [f for n, f in inspect.getmembers(store, inspect.isfunction) if not n.startswith("_")]
    own = [f for f in public if f.__module__ == store.__name__]
    items = tuple(item.__name__ for item in _items(store))

    leaking = [f.__name__ for f in own if _names(f.__annotations__.get("return")) & set(items)]

    assert set(leaking) <= {"event_item"}


def _names(annotation: object) -> set[str]:
    text = getattr(annotation, "__name__", "") + " " + str(annotation)
    return set(text.replace(".", " ").replace("[", " ").replace("]", " ").replace(",", " ").split())


@pytest.mark.parametrize(
    "module", [m for m in modules(*PRODUCT) if m.path.name == "store.py"], ids=repr
)
def test_query_is_bounded_by_its_sort_key(module: Module) -> None:
    unbounded = {
        f"{module.path} {function.name}"
        for function in module.functions()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and not _is_bounded(call)
    }

    assert unbounded - _SMALL_BY_DESIGN.keys() == set()


def _is_bounded(call: ast.Call) -> bool:
    """Whether a call, if it is a query, says how the sort keys begin or between what they lie."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "raw":
        return not (isinstance(call.args[1], ast.Dict) and not call.args[1].keys)
    if name not in _BOUND_BY or name in _ALWAYS_BOUND:
        return True
    return len(call.args) > _BOUND_BY[name] or any(k.arg == "prefix" for k in call.keywords)


def test_reasons_for_unbounded_queries_are_not_stale() -> None:
    found = {
        f"{module.path} {function.name}"
        for module in modules("chalicelib")
        if module.path.name == "store.py"
        for function in module.functions()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and not _is_bounded(call)
    }

    assert _SMALL_BY_DESIGN.keys() - found == set()

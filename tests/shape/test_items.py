"""Items stay in their stores, every read names its kind, and every query has an end."""

import ast
import inspect
from importlib import import_module
from types import ModuleType

import pytest

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
_READS = {"find", "find_many", *_BOUND_BY}


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


def test_every_read_names_a_kind_of_its_own() -> None:
    """`Item` itself would mean every kind that happens to be imported, and fail on the others."""
    reads = [
        f"{module.path}:{call.lineno}"
        for module in modules(*PRODUCT)
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and _asks_for_any_kind(call)
    ]

    assert reads == []


def _asks_for_any_kind(call: ast.Call) -> bool:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    owner = getattr(getattr(call.func, "value", None), "id", "")
    first = ast.unparse(call.args[0]) if call.args else ""
    return (named in _READS and first == "Item") or owner == "Item"


def test_no_two_kinds_share_a_name() -> None:
    names = [
        keyword.value.value
        for module in modules(*PRODUCT)
        for declared in _declared(module)
        for keyword in declared.keywords
        if isinstance(keyword.value, ast.Constant)
    ]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", [m.name for m in modules(*PRODUCT) if _declared(m)])
def test_no_function_of_a_store_gives_an_item_away(name: str) -> None:
    """Items never leave their store; the outbox alone makes one for others to put."""
    store = import_module(name)
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

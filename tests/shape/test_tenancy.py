"""Where a tenant comes from, and who may look at what belongs to none."""

import ast

from tests.shape.source import PRODUCT, Module, modules

# Every place that makes a Context, and what it takes the tenant from.
_MAKES_CONTEXT = {
    "chalicelib/edge/auth.py": "a signed link; nobody yet, on public routes",
    "chalicelib/tenants/actions.py": "a site key, a dialled number, a Stripe customer",
    "chalicelib/staff/sessions.py": "a signed cookie; Cognito's claims",
    "chalicelib/staff/actions.py": "a signed link of an invitation or a forgotten password",
    "chalicelib/signup/actions.py": "a signed link of a sign-up",
    "chalicelib/live/actions.py": "a signed ticket; the connection that it was kept with",
    "chalicelib/billing/actions.py": "the platform's list of tenants",
    "functions/live/notify_consoles.py": "our own event",
    "functions/queues/close_missed_call.py": "our own event",
    "functions/queues/place_call.py": "our own message, from a queue that only we fill",
    "functions/queues/receive_delivery.py": "the context that we gave with our own message",
    "functions/queues/record_inquiry.py": "our own event",
    "functions/queues/send_confirmation.py": "our own event",
    "functions/workflows/finish_import.py": "a workflow that we started",
    "functions/workflows/import_rows.py": "a workflow that we started",
    "functions/workflows/keep_promise.py": "a workflow that we started",
    "functions/workflows/prepare_import.py": "a workflow that we started",
    "functions/workflows/send_reminder.py": "a workflow that we started",
    "functions/workflows/settle_message.py": "a workflow that we started",
    "functions/workflows/text_missed_caller.py": "a workflow that we started",
}


def _callers(name: str) -> set[str]:
    return {str(m.path) for m in modules(*PRODUCT) for call in _calls(m) if call == name}


def _calls(module: Module) -> list[str]:
    found = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [ast.unparse(node.func) for node in found]


def test_context_is_made_only_where_a_tenant_is_proven() -> None:
    assert _callers("Context") - _MAKES_CONTEXT.keys() == set()


def test_platform_is_asked_by_tenants_only() -> None:
    outside = {
        p for p in _callers("connection.platform") if not p.startswith("chalicelib/tenants/")
    }

    assert outside == set()


def test_index_of_timers_is_asked_by_the_sweeper_only() -> None:
    users = {
        str(m.path) for m in modules(*PRODUCT) if "due_shards(" in m.text or "due.rows(" in m.text
    }

    assert users == {
        "chalicelib/table/keys.py",
        "chalicelib/table/due.py",
        "functions/schedules/sweep_timers.py",
    }


def test_first_argument_of_every_store_function_is_the_context() -> None:
    """All but the platform's look-ups, which find the tenant that a context needs."""
    strays = [
        f"{module.path} {function.name}"
        for module in modules("chalicelib")
        if module.path.name == "store.py" and module.path.parent.name != "tenants"
        for function in module.tree.body
        if isinstance(function, ast.FunctionDef)
        and "connection." in ast.unparse(function)
        and (not function.args.args or function.args.args[0].arg != "ctx")
    ]

    assert strays == []


def test_no_schema_takes_a_tenant() -> None:
    named = [
        f"{m.path} {ast.unparse(node.target)}"
        for m in modules("chalicelib")
        for node in ast.walk(m.tree)
        if isinstance(node, ast.AnnAssign)
        and m.path.name in ("schemas.py", "wire.py")
        and "tenant" in ast.unparse(node.target)
    ]

    assert named == []

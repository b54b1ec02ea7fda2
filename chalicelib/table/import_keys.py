"""Key shapes of imports of patients, in the same form as keys.py."""

from chalicelib.table.keys import Key


def import_run(tenant_id: str, import_id: str) -> Key:
    """One import of patients; g1 lists them."""
    return f"T#{tenant_id}#IMPORT#{import_id}", "IMPORT"


def imports(tenant_id: str) -> str:
    """g1: imports, sort key `<created>#<id>`."""
    return f"T#{tenant_id}#IMPORTS"


def import_row(tenant_id: str, import_id: str, result: str, row: int) -> Key:
    """What became of one row: partition per import and result. Asked by the report."""
    return f"T#{tenant_id}#IMPORT#{import_id}#ROWS#{result}", f"ROW#{row:07d}"


def running_import(tenant_id: str) -> Key:
    """The import that runs now: one at a time, so that no two make the same person twice."""
    return f"T#{tenant_id}#IMPORT", "RUNNING"

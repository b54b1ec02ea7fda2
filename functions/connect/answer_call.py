"""A flow asks what to say and do next; the whole conversation by keypad is behind this function."""

from typing import Any

from chalicelib import observe
from chalicelib.dialogue import actions
from chalicelib.dialogue.actions import Asked


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, str]:
    """Takes Connect's event with the parameter `step`; gives a flat map of strings."""
    contact, said = event["Details"]["ContactData"], dict(event["Details"]["Parameters"])
    asked = Asked(
        said.pop("step"),
        contact.get("InitialContactId") or contact["ContactId"],
        (contact.get("SystemEndpoint") or {}).get("Address") or "",
        (contact.get("CustomerEndpoint") or {}).get("Address"),
        contact.get("InitiationMethod") or "",
        said,
    )
    return actions.answer(asked)

"""Whether a flow's content is one that Connect would take: what the linter says of it alone."""

from __future__ import annotations

from infra.local.telephony.failures import AwsError
from infra.local.telephony.lint.draft import draft
from infra.local.telephony.lint.finding import Finding
from infra.local.telephony.lint.rules import lint


def check(noun: str, content: str | None, status: str | None) -> None:
    """Raises InvalidContactFlowException with its problems; a saved draft may be anything."""
    if content is None or status == "SAVED":
        return
    found = problems(content)
    if found:
        module = noun == "ContactFlowModule"
        code = "InvalidContactFlowModuleException" if module else "InvalidContactFlowException"
        raise AwsError(code, "; ".join(found), problems=[{"message": each} for each in found])


def problems(content: str) -> list[str]:
    read = draft("", content)
    if isinstance(read, Finding):
        return [read.reason]
    return [f"{each.action or 'Flow'}: {each.reason}" for each in lint([read]) if not each.warning]

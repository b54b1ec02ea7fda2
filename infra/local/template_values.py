"""CloudFormation's functions and conditions, as far as our template uses them for the phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NO_VALUE = object()
_BLANK = re.compile(r"\$\{([^!}][^}]*)\}")


class Values:
    """What a template's references stand for: parameters, physical names, ARNs by logical id."""

    def __init__(
        self,
        template: dict[str, Any],
        parameters: Mapping[str, str],
        names: Mapping[str, str],
        arns: Mapping[str, str],
    ) -> None:
        defaults = {n: str(p.get("Default", "")) for n, p in template["Parameters"].items()}
        self._conditions = template["Conditions"]
        self._given = {**defaults, **parameters}
        self._names = {**names, **self._given}
        self.arns = dict(arns)

    def learn(self, name: str, arn: str) -> None:
        """A resource is there now: `Ref` and every attribute of it give its ARN."""
        self.arns[name] = self._names[name] = arn

    def holds(self, condition: str | None) -> bool:
        return condition is None or self._is_true(self._conditions[condition])

    def resolved(self, part: Any) -> Any:
        """The same structure with every function in it worked out."""
        if isinstance(part, list):
            return [r for each in part if (r := self.resolved(each)) is not _NO_VALUE]
        if not isinstance(part, dict):
            return part
        if len(part) == 1:
            ((function, told),) = part.items()
            if function == "Ref" or function.startswith("Fn::"):
                return self._worked_out(function, told)
        found = {name: self.resolved(each) for name, each in part.items()}
        return {name: each for name, each in found.items() if each is not _NO_VALUE}

    def _worked_out(self, function: str, told: Any) -> Any:
        if function == "Ref":
            return _NO_VALUE if told == "AWS::NoValue" else self._names[told]
        if function == "Fn::GetAtt":
            return self._attribute(*told)
        if function == "Fn::Sub":
            return _BLANK.sub(lambda found: self._named(found[1]), told)
        if function == "Fn::If":
            name, yes, no = told
            return self.resolved(yes if self.holds(name) else no)
        raise ValueError(f"{function} isn't worked out for the phone's resources.")

    def _named(self, blank: str) -> str:
        name, _, attribute = blank.partition(".")
        return self._attribute(name, attribute) if attribute else str(self._names[name])

    def _attribute(self, name: str, attribute: str) -> str:
        """Of an ARN, what follows its last slash is the id."""
        arn = self.arns[name]
        return arn.rpartition("/")[2] if attribute.endswith("Id") else arn

    def _is_true(self, condition: dict[str, Any]) -> bool:
        ((kind, told),) = condition.items()
        if kind == "Condition":
            return self.holds(told)
        if kind == "Fn::Equals":
            left, right = (self.resolved(each) for each in told)
            return bool(left == right)
        parts = [self._is_true(each) for each in told]
        return {"Fn::Not": not parts[0], "Fn::And": all(parts), "Fn::Or": any(parts)}[kind]


def names_in(part: Any) -> set[str]:
    """The logical ids that a part of a template refers to."""
    if isinstance(part, list):
        return set().union(*(names_in(each) for each in part))
    if not isinstance(part, dict):
        return set()
    found = set().union(*(names_in(each) for each in part.values()))
    if isinstance(part.get("Ref"), str):
        found.add(part["Ref"])
    if isinstance(part.get("Fn::GetAtt"), list):
        found.add(part["Fn::GetAtt"][0])
    if isinstance(part.get("Fn::Sub"), str):
        found |= {blank.partition(".")[0] for blank in _BLANK.findall(part["Fn::Sub"])}
    return found

"""Creating, describing, changing, listing and deleting: alike for all kinds of resources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError, duplicate
from infra.local.telephony.house import House
from infra.local.telephony.wire import flows, quick_connects
from infra.local.telephony.wire.model import fitted, model, operation
from infra.local.telephony.wire.nouns import (
    NOUNS,
    Noun,
    check_instance,
    check_quota,
    check_references,
    existing,
)
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]
Operation = Callable[[House, Json], Json]
_NOT_KEPT = ("InstanceId", "ClientToken", "Password")


def _created(noun: Noun) -> Operation:
    def create(house: House, params: Json) -> Json:
        check_instance(house, params)
        check_references(house, params)
        check_quota(house, noun)
        _check_name(house, noun, params, None)
        kept = {name: value for name, value in params.items() if name not in _NOT_KEPT}
        flows.check(noun.name, kept.get("Content"), kept.get("Status"))
        kept |= quick_connects.typed(house, kept)
        now = house.clock.now()
        made = house.exchange.floor.directory.add(
            noun.kind, **{**noun.fresh, **kept, **_hashed(kept), "LastModifiedTime": now}
        )
        house.exchange.floor.rematch()
        return _answer(f"Create{noun.name}", _view(house, noun, made))

    return create


def _described(noun: Noun) -> Operation:
    def describe(house: House, params: Json) -> Json:
        check_instance(house, params)
        found = existing(house, noun.kind, _key(noun, params))
        return {noun.name: _fit(f"Describe{noun.name}", noun.name, _view(house, noun, found))}

    return describe


def _updated(noun: Noun) -> Operation:
    def update(house: House, params: Json) -> Json:
        check_instance(house, params)
        found = existing(house, noun.kind, _key(noun, params))
        check_references(house, params)
        dropped = (*_NOT_KEPT, f"{noun.name}Id")
        own = f"{noun.name}State"
        changes = {name: value for name, value in params.items() if name not in dropped}
        if own in changes:
            changes["State"] = changes.pop(own)
        _check_name(house, noun, changes, found["Id"])
        flows.check(noun.name, changes.get("Content"), found.get("Status"))
        changes |= quick_connects.typed(house, changes)
        now = house.clock.now()
        changed = {**found, **changes, **_hashed(changes), "LastModifiedTime": now}
        house.exchange.floor.directory.put(noun.kind, changed)
        house.exchange.floor.rematch()
        return {}

    return update


def _deleted(noun: Noun) -> Operation:
    def delete(house: House, params: Json) -> Json:
        check_instance(house, params)
        found = existing(house, noun.kind, _key(noun, params))
        if noun.kind == "agent":
            house.exchange.dismiss(found["Username"])
        house.exchange.floor.directory.remove(noun.kind, found["Id"])
        return {}

    return delete


def _listed(noun: Noun, name: str) -> Operation:
    def list_all(house: House, params: Json) -> Json:
        check_instance(house, params)
        every = house.exchange.floor.directory.every(noun.kind)
        if wanted := params.get(f"{noun.name}Types"):
            own = f"{noun.name}Type"
            every = [each for each in every if each.get(own, each.get("Type")) in wanted]
        shown, more = page(every, params)
        member = next(m for m in operation(name).output_shape.members if m.endswith("List"))
        shape = operation(name).output_shape.members[member]
        return {member: [fitted(shape.member, _view(house, noun, each)) for each in shown], **more}

    return list_all


def _check_name(house: House, noun: Noun, params: Json, own: str | None) -> None:
    name = params.get(noun.by)
    found = house.exchange.floor.directory.named(noun.kind, name, noun.by) if name else None
    if found and found["Id"] != own:
        raise duplicate(f"There is a {noun.name} {name!r} already")


def _hashed(kept: Json) -> Json:
    content = kept.get("Content")
    if content is None:
        return {}
    return {"FlowContentSha256": hashlib.sha256(content.encode()).hexdigest()}


def _key(noun: Noun, params: Json) -> str:
    return bare(str(params[f"{noun.name}Id"]))


def _view(house: House, noun: Noun, found: Json) -> Json:
    """The document under all names that the API's shapes have for its parts."""
    name = noun.name
    aliases = {f"{name}Id": found["Id"], f"{name}Arn": found["Arn"], f"{name}ARN": found["Arn"]}
    return {
        "InstanceId": house.exchange.floor.instance.id,
        f"{name}Type": found.get("Type"),
        f"{name}State": found.get("State"),
        f"{name}Status": found.get("Status"),
        "Name": found.get(noun.by),
        "NumberOfAssociatedQueues": len(found.get("QueueConfigs", [])),
        **found,
        **aliases,
    }


def _answer(name: str, view: Json) -> Json:
    answer: Json = fitted(operation(name).output_shape, view)
    return answer


def _fit(name: str, member: str, view: Json) -> Any:
    return fitted(operation(name).output_shape.members[member], view)


def _operations(noun: Noun) -> dict[str, Operation]:
    """Those that the service has."""
    known = set(model().operation_names)
    made = {
        f"Create{noun.name}": _created(noun),
        f"Describe{noun.name}": _described(noun),
        f"Delete{noun.name}": _deleted(noun),
    }
    plain = noun.plural or f"{noun.name}s"
    made[f"List{plain}"] = _listed(noun, f"List{plain}")
    updates = [each for each in known if _updates(each, noun.name)]
    made |= dict.fromkeys(updates, _updated(noun))
    return {name: done for name, done in made.items() if name in known}


def _updates(name: str, noun: str) -> bool:
    """`UpdateQueueName` changes a Queue; `UpdateContactFlowAlias` changes something below one."""
    shape = operation(name).input_shape if name.startswith(f"Update{noun}") else None
    members = shape.members.items() if shape else ()
    labels = {key for key, inner in members if inner.serialization.get("location") == "uri"}
    return labels == {"InstanceId", f"{noun}Id"}


RESOURCES: dict[str, Operation] = {
    name: done for noun in NOUNS.values() for name, done in _operations(noun).items()
}

__all__ = ["RESOURCES", "AwsError"]

"""Who gets whom: order, skills, delays, and that nobody waits while somebody fit is free."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.core.agents import ready
from infra.local.telephony.core.floor import Settings
from infra.local.telephony.core.routing import fits
from tests.infra.telephony.exchange.clinic import Clinic, action, music, to_queue

_MANY = Settings(concurrent_calls=1000)


def with_routing(clinic: Clinic, queue: str, number: str, **parameters: Any) -> None:
    """A number whose callers wait by other rules."""
    change = action("route", "UpdateContactRoutingBehavior", "target", **parameters)
    clinic.number(clinic.flow(f"Entry {number}", to_queue(queue, change)), number)


def test_lower_priority_goes_first_then_the_longest_wait() -> None:
    clinic = Clinic(settings=_MANY)
    (ann,) = clinic.staffed("ann")
    ann.set_status("Break")
    queue = clinic.directory.every("queue")[0]["Arn"]
    with_routing(clinic, queue, "+12025550101", QueuePriority="1")
    with_routing(clinic, queue, "+12025550102", QueueTimeAdjustmentSeconds="600")
    calls = {"usual": clinic.ring()}
    clinic.advance(10)
    calls["later"] = clinic.ring()
    clinic.advance(10)
    calls["adjusted"] = clinic.exchange.ring(None, "+12025550102")
    clinic.advance(10)
    calls["urgent"] = clinic.exchange.ring(None, "+12025550101")

    ann.set_status("Available")
    order = []
    for _ in calls:
        order.append(next(name for name, key in calls.items() if key == ann.agent.contact_id))
        ann.accept()
        ann.hang_up()
        ann.complete()

    assert order == ["urgent", "adjusted", "usual", "later"]


def test_agent_longest_idle_is_asked_first() -> None:
    clinic = Clinic()
    ann, bob = clinic.staffed("ann", "bob")
    clinic.advance(5)
    clinic.exchange.hang_up(clinic.ring())
    clinic.advance(5)

    clinic.ring()

    assert (ann.agent.stage, bob.agent.stage) == ("", "offered")


def criteria(seconds: str) -> dict[str, Any]:
    condition = {
        "Name": "language",
        "Value": "hu",
        "ProficiencyLevel": "3",
        "ComparisonOperator": "NumberGreaterOrEqualTo",
    }
    step = {
        "Expression": {"AttributeCondition": condition},
        "Expiry": {"DurationInSeconds": seconds},
    }
    return {"RoutingCriteria": {"Steps": [step]}}


def test_skill_is_waited_for_until_its_step_expires() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    queue = clinic.directory.every("queue")[0]["Arn"]
    wanted = action(
        "route",
        "UpdateContactRoutingCriteria",
        "target",
        errors=[("NoMatchingError", "target")],
        **criteria("30"),
    )
    clinic.number(clinic.flow("Hungarian", to_queue(queue, wanted)), "+12025550103")

    call = clinic.exchange.ring(None, "+12025550103")
    clinic.advance(29)
    before = ann.agent.stage
    clinic.advance(2)

    assert (before, ann.agent.stage, ann.agent.contact_id) == ("", "offered", call)


def test_agent_with_the_skill_is_asked_at_once() -> None:
    clinic = Clinic()
    clinic.staffed("ann")
    skill = [{"AttributeName": "language", "AttributeValue": "hu", "Level": 4}]
    profile = clinic.directory.every("routing-profile")[0]["Id"]
    bob = clinic.agent("bob", profile, UserProficiencies=skill)
    queue = clinic.directory.every("queue")[0]["Arn"]
    wanted = action(
        "route",
        "UpdateContactRoutingCriteria",
        "target",
        errors=[("NoMatchingError", "target")],
        **criteria("30"),
    )
    clinic.number(clinic.flow("Hungarian", to_queue(queue, wanted)), "+12025550103")

    clinic.exchange.ring(None, "+12025550103")

    assert bob.agent.stage == "offered"


def test_delay_of_a_profile_passes_before_its_agents_are_asked() -> None:
    clinic = Clinic()
    queue = clinic.queue()
    clinic.number(clinic.flow("Entry", to_queue(queue)))
    clinic.flow("Default customer queue", music(), "CUSTOMER_QUEUE")
    ann = clinic.agent("ann", clinic.profile(queue, delay=15))

    clinic.ring()
    clinic.advance(14)
    before = ann.agent.stage
    clinic.advance(1)

    assert (before, ann.agent.stage) == ("", "offered")


def test_full_queue_is_told_to_the_flow() -> None:
    clinic = Clinic()
    queue = clinic.queue(MaxContacts=1)
    clinic.number(clinic.flow("Entry", to_queue(queue)))
    clinic.flow("Default customer queue", music(), "CUSTOMER_QUEUE")

    first, second = clinic.ring(), clinic.ring()

    assert clinic.exchange.contact(first).state == "queued"
    assert clinic.records_of(second)[0]["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"


_ACTS = st.sampled_from(
    ["ring", "urgent", "leave", "accept", "reject", "finish", "break", "back", "wait"]
)


def act(clinic: Clinic, desktop: Any, what: str, calls: list[str]) -> None:
    """One thing that may happen, if it can happen now."""
    possible = {
        "ring": True,
        "urgent": True,
        "leave": bool(calls),
        "accept": desktop.agent.stage == "offered",
        "reject": desktop.agent.stage == "offered",
        "finish": desktop.agent.stage in ("talking", "working", "missed"),
    }
    doing: dict[str, Any] = {
        "ring": lambda: calls.append(clinic.exchange.ring(None, _USUAL)),
        "urgent": lambda: calls.append(clinic.exchange.ring(None, _URGENT)),
        "leave": lambda: clinic.exchange.hang_up(calls.pop(0)),
        "accept": desktop.accept,
        "reject": desktop.reject,
        "finish": desktop.hang_up if desktop.agent.stage == "talking" else desktop.complete,
        "break": lambda: desktop.set_status("Break"),
        "back": lambda: desktop.set_status("Available"),
        "wait": lambda: clinic.advance(7),
    }
    if possible.get(what, True):
        doing[what]()


_USUAL, _URGENT = "+12025550100", "+12025550101"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_ACTS, st.integers(0, 2)), max_size=60))
def test_nobody_waits_while_somebody_fit_is_free(happens: list[tuple[str, int]]) -> None:
    clinic = Clinic(settings=_MANY)
    agents = clinic.staffed("ann", "bob", "eve")
    with_routing(
        clinic, clinic.directory.every("queue")[0]["Arn"], "+12025550101", QueuePriority="1"
    )
    floor, calls, rung = clinic.exchange.floor, [], []

    for what, who in happens:
        act(clinic, agents[who], what, calls)
        rung += [key for key in calls if key not in rung]
        waiting = [each for each in floor.waiting() if floor.agent_of(each) is None]
        free = [each for each in floor.agents.values() if ready(each, floor.directory)]
        assert not [
            (a, c) for a in free for c in waiting if fits(a, c, floor.directory, floor.time.now())
        ]

    for key in rung:
        clinic.exchange.hang_up(key)
    for desktop in agents:
        if desktop.agent.stage:
            desktop.complete()
    assert sorted(each["ContactId"] for each in clinic.told.records) == sorted(rung)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=1, max_size=20))
def test_those_who_wait_are_taken_by_priority_then_wait(callers: list[tuple[bool, int]]) -> None:
    clinic = Clinic(settings=_MANY)
    (ann,) = clinic.staffed("ann")
    ann.set_status("Break")
    with_routing(
        clinic, clinic.directory.every("queue")[0]["Arn"], "+12025550101", QueuePriority="1"
    )
    came = []
    for place, (urgent, pause) in enumerate(callers):
        key = clinic.exchange.ring(None, _URGENT if urgent else _USUAL)
        came.append((not urgent, place, key))
        clinic.advance(1 + pause)

    ann.set_status("Available")
    taken = []
    for _ in callers:
        taken.append(ann.agent.contact_id)
        ann.accept()
        ann.hang_up()
        ann.complete()

    assert taken == [key for _, _, key in sorted(came)]


@pytest.mark.parametrize("status", ["Offline", "Break"])
def test_agent_in_another_status_is_not_asked(status: str) -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    ann.set_status(status)

    clinic.ring()

    assert ann.agent.stage == ""

"""Whatever is said in a parameter of a step, the line answers with what its flows know."""

from chalicelib.dialogue import actions
from chalicelib.dialogue.actions import Asked
from chalicelib.dialogue.catalogue import STEPS
from tests.store.desk import Desk
from tests.store.dialogue.calling import DIALLED

# Nothing, no answer, what only looks like a digit, too much, half of a sign.
_ODD = ("", "*", "²", "0" * 500, "\udfff")


def test_odd_parameter_is_answered_as_the_catalogue_says(desk: Desk) -> None:
    wrong = []
    for name, step in STEPS.items():
        for n, odd in enumerate(_ODD):
            said = dict.fromkeys(step.takes, odd)
            asked = Asked(name, f"odd-{name}-{n}", DIALLED, "+12025550177", "INBOUND", said)
            try:
                status = actions.answer(asked)["status"]
            except Exception as error:
                status = repr(error)
            if status not in (*step.statuses, "refused"):
                wrong.append((name, odd[:9], status))

    assert wrong == []

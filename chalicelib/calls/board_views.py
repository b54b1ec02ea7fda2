"""The live board as the wire shows it."""

from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.calls import instants, views
from chalicelib.calls.board import Board, Operator, Shown
from chalicelib.calls.model import CALLBACK, TALKING, WAITING
from chalicelib.calls.schemas import BoardAgent, BoardCall, BoardQueue, BoardView
from chalicelib.context import Context
from chalicelib.patients.model import display
from chalicelib.tenants import actions as tenants


def show(ctx: Context, board: Board) -> BoardView:
    profile, names = tenants.get_clinic(ctx), views.agent_names(ctx, present=True)
    now = clock.now()
    queue = BoardQueue(
        name=profile.name,
        waiting=board.number_of(WAITING),
        callbacks=board.number_of(CALLBACK),
        talking=board.number_of(TALKING),
        longest_since=instants.read(board.longest_since),
    )
    return BoardView(
        at=now,
        today=now.astimezone(ZoneInfo(profile.zone)).date(),
        queues=[queue],
        calls=[_call(each, names) for each in board.calls],
        agents=[_agent(each, names) for each in board.operators if each.user_id in names],
    )


def _call(call: Shown, names: views.Names) -> BoardCall:
    agent = names.get(call.agent)
    return BoardCall(
        contact_id=call.id,
        direction=call.direction,
        status=call.status,
        number=call.number,
        number_display=display(call.number or None) or "",
        since=instants.at(call.since),
        agent_id=agent.id if agent else None,
    )


def _agent(operator: Operator, names: views.Names) -> BoardAgent:
    person = names[operator.user_id]
    return BoardAgent(
        id=person.id,
        name=person.name,
        state=operator.state,
        since=instants.read(operator.since),
        contact_id=operator.call_id,
    )

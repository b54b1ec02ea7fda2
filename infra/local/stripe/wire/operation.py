"""What one call is: its method, its path, its parameters, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from infra.local.stripe.ledger import Json
from infra.local.stripe.wire.params import Params


@dataclass(frozen=True)
class Operation:
    """`run(account, params, *ids of the path)` returns the answer, presented but unexpanded."""

    method: str
    path: str
    params: type[Params]
    run: Callable[..., Json]

"""One Stripe stand-in and one webhook receiver for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.infra.stripe_standin import SECRET, Receiver, StripeStandIn


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.fixture(scope="module")
def standin(
    tmp_path_factory: pytest.TempPathFactory, receiver: Receiver
) -> Iterator[StripeStandIn]:
    """One stand-in for a module's tests; each makes its own customers. Time only goes forward."""
    options = ["--webhook-url", receiver.url, "--webhook-secret", SECRET]
    running = StripeStandIn(tmp_path_factory.mktemp("stripe"), options).start()
    yield running
    running.kill()

"""Flow files become what is deployed: every placeholder is filled, nothing refers in a circle."""

import json
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from infra import callflows, tidy

each_flow = pytest.mark.parametrize("name", callflows.names())
# Connect takes no more for one flow (reference: flow language, limits).
_MOST_ACTIONS, _MOST_CHARACTERS = 250, 256_000
_ARN = (
    "arn:aws:connect:eu-central-1:123456789012:instance/" + "x" * 36 + "/contact-flow/" + "x" * 36
)


@each_flow
def test_flow_compiles_to_text_without_placeholders(name: str) -> None:
    made = json.dumps(callflows.compiled(name, lambda _: _ARN))

    assert "${" not in made


@each_flow
def test_flow_fits_into_connect(name: str) -> None:
    made = callflows.compiled(name, lambda _: _ARN)

    assert len(made["Actions"]) <= _MOST_ACTIONS
    assert len(json.dumps(made, ensure_ascii=False)) <= _MOST_CHARACTERS


@each_flow
def test_file_is_tidy(name: str) -> None:
    """`python -m infra.tidy` writes it so."""
    path = callflows.FLOWS / f"{name}.json"

    assert path.read_text() == tidy.text(tidy.tidied(callflows.load(name)))


def test_flows_can_be_deployed_one_after_the_other() -> None:
    """What refers back (to the menu, from wherever one came) goes by an attribute."""
    graph = {
        name: [p.split(".")[1] for p in callflows.references(name) if p.startswith(("flow", "mod"))]
        for name in callflows.names()
    }

    order = list(TopologicalSorter(graph).static_order())

    assert sorted(order) == callflows.names()


@pytest.mark.parametrize(
    "said", ["${text.en.flow.nothing}", "${text.de.flow.failed}", "${nonsense}"]
)
def test_unknown_placeholder_is_told_with_its_file(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = callflows.load("apologise")
    flow["Actions"][1]["Parameters"]["Text"] = said
    (tmp_path / "apologise.json").write_text(json.dumps(flow))
    monkeypatch.setattr(callflows, "FLOWS", tmp_path)

    with pytest.raises(callflows.Unknown, match=r"apologise\.json .*" + said[2:7]):
        callflows.content("apologise")

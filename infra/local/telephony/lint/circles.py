"""Circles in a graph: groups of places from each of which every other can be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def circles(ways: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Each circle in the order of `ways`; a place that leads to itself is one, too."""
    groups: dict[frozenset[str], list[str]] = {}
    reached = {name: _beyond(name, ways) for name in ways}
    for name in ways:
        together = [other for other in ways if other in reached[name] and name in reached[other]]
        if name in reached[name]:
            groups.setdefault(frozenset(together), together)
    return list(groups.values())


def _beyond(start: str, ways: Mapping[str, Sequence[str]]) -> set[str]:
    """What can be reached by at least one step."""
    found: set[str] = set()
    ahead = list(ways[start])
    while ahead:
        name = ahead.pop()
        if name in ways and name not in found:
            found.add(name)
            ahead.extend(ways[name])
    return found

"""`make bench`: every measurement in one run, as JSON lines.

    python -m bench [cold] [sizes] [slots] [api] [phone] [desk] [up] [--few] [--first]

Names choose among the measurements; `--few` takes fewer rounds, `--first` also times the first
`make up` of a fresh clone.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from bench import api, cold, desk, phone, sizes, slots, up

Lines = Iterator[dict[str, Any]]


def main(arguments: list[str]) -> None:
    few, first = "--few" in arguments, "--first" in arguments
    parts: dict[str, Callable[[], Lines]] = {
        "cold": lambda: cold.main(3 if few else 7),
        "sizes": sizes.main,
        "slots": lambda: slots.main(0.1 if few else 0.5),
        "api": lambda: api.main(few),
        "phone": lambda: phone.main(few),
        "desk": lambda: desk.main(few),
        "up": lambda: up.main(first),
    }
    chosen = [each for each in arguments if not each.startswith("--")] or list(parts)
    unknown = set(chosen) - parts.keys()
    if unknown:
        sys.exit(f"There is no measurement {sorted(unknown)}: choose of {list(parts)}.")
    for name in chosen:
        for line in parts[name]():
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""`make reset`: ends the processes and empties the data."""

import shutil

from infra.local import running
from infra.local.commands import command, only_one
from infra.local.layout import Layout


def main() -> None:
    layout = Layout()
    with only_one(layout):
        running.stop(layout)
        shutil.rmtree(layout.data, ignore_errors=True)
        layout.stack.unlink(missing_ok=True)
        for log in layout.run.glob("*.log"):
            log.unlink()
    print("Emptied. `make up` starts afresh.")


if __name__ == "__main__":
    command(main)

"""`make down`: ends the processes and keeps the data."""

from infra.local import running
from infra.local.commands import command, only_one
from infra.local.layout import Layout


def main() -> None:
    layout = Layout()
    with only_one(layout):
        ended = running.stop(layout)
    print(f"Stopped: {', '.join(ended)}." if ended else "Nothing was running.")


if __name__ == "__main__":
    command(main)

"""What `make up` tells at its end."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from infra.local.stack import Stack


def welcome(stack: Stack, seconds: float) -> None:
    """Prints the addresses and the demo sign-in."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, told in _lines(stack):
        table.add_row(f"[bold]{name}[/]", told)
    console.print()
    console.print(f"Frontdesk runs ({seconds:.1f} s).")
    console.print(table)
    console.print("[dim]make down stops it, make logs follows it, make tour walks through it.[/]")


def _lines(stack: Stack) -> list[tuple[str, str]]:
    lines = [
        ("Site", f"{stack['site']}/"),
        ("Console", stack["console"]),
        ("A clinic's own page", f"{stack['clinic_page']}/"),
        ("Handset and clock", f"{stack['handset']}/"),
        ("API description", stack["openapi"]),
    ]
    demo = stack["demo"]
    if demo.get("email"):
        lines.append(("Demo sign-in", f"{demo['email']}   {demo.get('password', '')}"))
    if demo.get("voice_number"):
        lines.append(("Demo clinic's phone", f"{demo['voice_number']} (ring it from the handset)"))
    return lines

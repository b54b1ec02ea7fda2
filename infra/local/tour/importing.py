"""The owner brings patients along from another system."""

from __future__ import annotations

from playwright.sync_api import FilePayload, expect

from infra.local.tour.journey import Journey

# As spreadsheets of Central Europe export it: semicolons, a BOM, dates and phones as typed.
_ROWS = (
    "Name;Phone;Date of birth;E-mail",
    "Anna Beispiel;+44 7700 900011;12.03.1984;anna.beispiel@example.com",
    "Şule Örnek;07700 900012;01.07.1990;",
    "Béla Minta;(07700) 900013;23/11/1975;bela.minta@example.com",
    "Anna Beispiel;+447700900011;12.03.1984;",
    ";07700 900014;05.05.1999;",
)
_FILE = FilePayload(
    name="patients.csv", mimeType="text/csv", buffer="\r\n".join(_ROWS).encode("utf-8-sig")
)
_RUN_MS = 120_000


def import_patients(journey: Journey) -> str:
    """Columns are proposed, rows previewed, and the report tells what became of each."""
    page = journey.stage.window("owner")
    page.goto(journey.url("console", "/imports"))
    page.locator("input[type=file]").set_input_files(_FILE)
    start = page.get_by_role("button", name="Import 5 rows")
    expect(start).to_be_visible()
    journey.stage.show("import-columns", page)
    start.click()
    report = page.get_by_role("region", name="Report")
    expect(report).to_be_visible(timeout=_RUN_MS)
    journey.stage.show("import-report", page)
    return " ".join(report.locator("dl").inner_text().split())

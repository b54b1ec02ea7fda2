"""A step runs again exactly when something changed that it is made from."""

from pathlib import Path

from infra.local.inputs import digest, note, unchanged


def _folder(path: Path) -> Path:
    (path / "pages").mkdir(parents=True)
    (path / "pages" / "main.ts").write_text("one")
    (path / "package.json").write_text("{}")
    return path


def test_digest_of_changed_content_differs(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    before = digest([folder])

    (folder / "pages" / "main.ts").write_text("two")

    assert digest([folder]) != before


def test_digest_of_a_renamed_file_differs(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    before = digest([folder])

    (folder / "pages" / "main.ts").rename(folder / "pages" / "other.ts")

    assert digest([folder]) != before


def test_digest_leaves_out_what_is_made(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    before = digest([folder])

    for derived in ("node_modules", "dist", "pages/__pycache__"):
        (folder / derived).mkdir()
        (folder / derived / "made.js").write_text("made")

    assert digest([folder]) == before


def test_digest_tells_what_else_was_told(tmp_path: Path) -> None:
    assert digest([tmp_path], "local") != digest([tmp_path], "production")


def test_unchanged_only_after_a_note_of_the_same(tmp_path: Path) -> None:
    mark = tmp_path / "made" / "mark"

    before = unchanged(mark, "a")
    note(mark, "a")

    assert (before, unchanged(mark, "a"), unchanged(mark, "b")) == (False, True, False)

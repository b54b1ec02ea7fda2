"""What a caller may say: bounded in depth, each name once, and no character that nobody types."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.edge.said import parsed, require_plain
from chalicelib.edge.wire import MailedName, Name, Wire
from chalicelib.errors import Invalid


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1, "a": 2}', b'{"x": {"a": 1, "a": 1}}', b'[{"a": 1, "\\u0061": 2}]', b"{", b"\xff",
        b"[" * 60_000, b"\x00", b"9" * 5000, b'{"a": }',
    ],
)  # fmt: skip
def test_what_is_no_plain_json_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        parsed(raw)

    assert refused.value.fields.keys() == {"body"}


def test_nothing_is_an_empty_object() -> None:
    assert parsed(b"") == {}


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\r"]
)
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "a{}b"}, "name"), ({"x": {"y": ["fine", "{}"]}}, "x.y.1"), ("{}", "body"),
    ],
)  # fmt: skip
def test_character_that_nobody_types_is_refused_by_its_field(
    sign: str, given: Any, field: str
) -> None:
    said = json.loads(json.dumps(given).replace("{}", json.dumps(sign)[1:-1]))

    with pytest.raises(Invalid) as refused:
        require_plain(said)

    assert refused.value.fields.keys() == {field}


@pytest.mark.parametrize(
    "text", ["Şükrü İçten", "王小明", "שלום\u200f", "a\nb\tc", "👩‍⚕️", "\u200d"]
)
def test_what_people_write_is_taken(text: str) -> None:
    require_plain({"text": [text, 1, None, True]})


class _Named(Wire):
    name: Name = "x"
    mailed: MailedName = "x"


@pytest.mark.parametrize("name", ["a\nBcc: b@example.com", "a\tb"])
def test_name_stands_on_one_line(name: str) -> None:
    for field in ("name", "mailed"):
        with pytest.raises(ValidationError):
            _Named.model_validate({field: name})


@pytest.mark.parametrize("name", ["Win at https://evil.example", "see WWW.evil.example", "a://b"])
def test_name_that_we_mail_leads_nowhere(name: str) -> None:
    assert _Named.model_validate({"name": name}).name == name
    with pytest.raises(ValidationError):
        _Named.model_validate({"mailed": name})


def test_name_with_signs_of_a_name_is_mailed() -> None:
    assert _Named.model_validate({"mailed": "Dr. O'Brien & Söhne: Zahnärzte"}).mailed

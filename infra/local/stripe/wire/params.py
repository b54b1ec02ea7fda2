"""Parameter types, and the way a wrong parameter is refused in Stripe's words."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import ValidationError as SchemaError

from infra.local.stripe.ledger import Condition
from infra.local.stripe.wire.errors import Malformed
from infra.local.stripe.wire.forms import path_of

T = TypeVar("T")
Json = dict[str, Any]
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_METADATA_KEYS, _METADATA_KEY, _METADATA_VALUE = 50, 40, 500


def _unset_if_empty(value: Any) -> Any:
    return None if value == "" else value


def _as_list(value: Any) -> Any:
    if isinstance(value, dict) and all(key.isdigit() for key in value):
        return [value[key] for key in sorted(value, key=int)]
    return [] if value == "" else value


def _as_range(value: Any) -> Any:
    return {"gte": value, "lte": value} if isinstance(value, str) else value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError(f"Invalid email address: {value}")
    return value


def _metadata(value: Mapping[str, str]) -> Mapping[str, str]:
    if len(value) > _METADATA_KEYS:
        raise ValueError(f"You can set at most {_METADATA_KEYS} metadata keys")
    for key, text in value.items():
        if len(key) > _METADATA_KEY:
            raise ValueError(
                f"Metadata keys can have up to {_METADATA_KEY} characters, but you passed in a key "
                f"that is {len(key)} characters. Invalid key: {key}"
            )
        if len(text) > _METADATA_VALUE:
            raise ValueError(
                f"Metadata values can have up to {_METADATA_VALUE} characters, but you passed in a "
                f"value that is {len(text)} characters. Invalid value: {text}"
            )
    return value


Text = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
Currency = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z]{3}$")]
Url = Annotated[str, StringConstraints(max_length=5_000, pattern=r"^https?://\S+$")]
Count = Annotated[int, Field(ge=1, le=999_999)]
Cents = Annotated[int, Field(ge=0, le=999_999_999_999)]
Moment = Annotated[int, Field(ge=0, le=4_102_444_800)]
Listed = Annotated[list[T], BeforeValidator(_as_list)]
# An empty value unsets: it reads as None, and `model_fields_set` tells it from an absent one.
Clearable = Annotated[T | None, BeforeValidator(_unset_if_empty)]
Email = Annotated[str, Field(min_length=1, max_length=512), BeforeValidator(_email)]
Metadata = Clearable[Annotated[dict[str, str], BeforeValidator(_metadata)]]


class Hash(BaseModel):
    """A nested hash of parameters."""

    model_config = ConfigDict(extra="forbid")

    def given(self) -> Json:
        """What was sent, and nothing else."""
        return self.model_dump(exclude_unset=True)


class Range(Hash):
    gt: Moment | None = None
    gte: Moment | None = None
    lt: Moment | None = None
    lte: Moment | None = None

    def conditions(self, *path: str) -> list[Condition]:
        signs = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
        return [Condition(path, signs[name], value) for name, value in self.given().items()]


Created = Annotated[Range | None, BeforeValidator(_as_range)]


class Params(Hash):
    """Every operation takes `expand`."""

    expand: Listed[str] = []

    def given(self) -> Json:
        return self.model_dump(exclude_unset=True, exclude={"expand"})


class PageParams(Params):
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    starting_after: Text | None = None
    ending_before: Text | None = None
    created: Created = None


def merged(old: Mapping[str, str], given: Mapping[str, str] | None) -> dict[str, str]:
    """Metadata after a change: empty values remove their key, None removes all."""
    if given is None:
        return {}
    return {key: value for key, value in {**old, **given}.items() if value != ""}


P = TypeVar("P", bound=Params)


def parse(schema: type[P], form: Json) -> P:
    try:
        return schema.model_validate(form)
    except SchemaError as error:
        first = error.errors()[0]
        raise _refusal(first["type"], first["loc"], first) from error


def _refusal(kind: str, location: tuple[int | str, ...], detail: Any) -> Malformed:
    param = path_of(location)
    code, message = _explain(kind, param, detail)
    return Malformed(message, code=code, param=param)


def _explain(kind: str, param: str, detail: Any) -> tuple[str | None, str]:
    given = detail["input"]
    if kind == "extra_forbidden":
        return "parameter_unknown", (
            f"Received unknown parameter: {param}. "
            "If api.stripe.com takes it: the local stand-in does not model it."
        )
    if kind == "missing":
        return "parameter_missing", f"Missing required param: {param}."
    if given == "":
        return "parameter_invalid_empty", (
            f"You passed an empty string for '{param}'. We assume empty values are an attempt to "
            f"unset a parameter; however '{param}' cannot be unset."
        )
    if kind == "value_error":
        code = "email_invalid" if "email" in param else None
        return code, str(detail["ctx"]["error"])
    return _explain_value(kind, param, given, detail.get("ctx", {}))


def _explain_value(kind: str, param: str, given: Any, limits: Json) -> tuple[str | None, str]:
    if kind == "literal_error":
        return None, f"Invalid {param}: must be one of {limits['expected'].replace(chr(39), '')}"
    if kind == "int_parsing":
        return "parameter_invalid_integer", f"Invalid integer: {given}"
    if kind == "bool_parsing":
        return None, f"Invalid boolean: {given}"
    if kind == "greater_than_equal":
        return "parameter_invalid_integer", (
            f"This value must be greater than or equal to {limits['ge']}."
        )
    if kind == "string_pattern_mismatch" and "url" in param:
        return "url_invalid", "Not a valid URL"
    return None, f"Invalid {param}: {given if isinstance(given, str) else 'wrong type'}"

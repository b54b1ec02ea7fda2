"""How somebody is written of whom little is known."""

from datetime import UTC, datetime

from chalicelib.patients.model import Patient

_AT = datetime(2027, 3, 22, tzinfo=UTC)


def test_name_of_who_has_none_is_their_number_as_people_read_it() -> None:
    number = "+12025550123"

    person = Patient("p", number, _AT, phones=(number,))

    assert (person.is_nameless, person.name) == (True, "+1 202-555-0123")
    assert person.found_by[0] == number, "what is searched for is the number itself"


def test_name_that_only_looks_like_a_number_stays() -> None:
    assert Patient("p", "+12025550123", _AT, phones=("+12025550124",)).name == "+12025550123"

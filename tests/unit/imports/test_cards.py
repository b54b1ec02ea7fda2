"""Cards and rows: what one knows of the other, and the keys by which they find each other."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.imports import cards
from chalicelib.imports.identity import decide, match_keys, row_key
from chalicelib.imports.model import Create, PatientDraft, Unchanged
from chalicelib.patients.model import Consent, Patient

_NOW = datetime(2027, 3, 22, 9, tzinfo=UTC)
_texts = st.text(alphabet="abIıİşа́ьé李 -'", max_size=8)
_phones = st.lists(
    st.sampled_from(["+905551110100", "+905551110101", "+442079460018"]), unique=True
)
_drafts = st.builds(
    PatientDraft,
    given_name=_texts,
    family_name=_texts,
    source=st.sampled_from(["old system", "other"]),
    phones=_phones.map(tuple),
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2027, 1, 1)),
    email=st.sampled_from(["", "ada@example.com"]),
    language=st.sampled_from(["", "tr", "de", "hu"]),
    external_id=st.sampled_from(["", "1", "2"]),
    marketing_consent=st.sampled_from([None, True, False]),
)


def _made(draft: PatientDraft) -> Patient:
    return cards.made(draft, "patientpatient11", row_key(draft), "en", _NOW)


@given(_drafts)
def test_card_is_filed_under_the_keys_that_rows_ask_by(draft: PatientDraft) -> None:
    card = _made(draft)

    assert card.match_keys == match_keys(cards.known(card))
    assert card.match_keys >= match_keys(draft)


@given(_drafts)
def test_row_that_made_a_card_changes_nothing_on_it(draft: PatientDraft) -> None:
    assert decide(draft, [cards.known(_made(draft))]) == Unchanged("patientpatient11")


@given(_drafts, _drafts)
def test_merged_card_knows_the_row(draft: PatientDraft, other: PatientDraft) -> None:
    card = _made(draft)
    decision = decide(other, [cards.known(card)])
    changes = getattr(decision, "changes", None)
    if changes is None:
        assert isinstance(decision, Create | Unchanged) or card.birth_date != other.birth_date
        return

    merged = cards.merged(card, changes, row_key(other), _NOW)

    assert decide(other, [cards.known(merged)]) == Unchanged(card.id)
    assert merged.version == card.version + 1
    kept = {key for key in card.match_keys if card.name_key not in key}
    assert merged.match_keys >= kept


def test_language_that_we_do_not_write_gives_way_to_the_clinics() -> None:
    draft = PatientDraft("Ada", "Example", "old system", language="de")

    assert cards.made(draft, "p", "k", "hu", _NOW).language == "hu"
    assert cards.made(replace(draft, language="zh"), "p", "k", "hu", _NOW).language == "zh"


def test_consent_on_the_card_is_not_overwritten() -> None:
    consent = Consent(False, "2026-01-01T00:00:00Z", "widget")
    card = Patient("p", "Ada", _NOW, phones=("+905551110100",), consents={"marketing_sms": consent})
    draft = PatientDraft("Ada", "", "old system", phones=("+905551110100",), marketing_consent=True)

    assert decide(draft, [cards.known(card)]) == Unchanged("p")


def test_card_remembers_its_first_and_its_latest_rows() -> None:
    card = Patient("p", "Ada", _NOW)

    for number in range(cards.MOST_ROW_KEYS + 20):
        card = cards.with_row(card, f"row{number}")

    assert len(card.row_keys) == cards.MOST_ROW_KEYS
    assert (card.row_keys[0], card.row_keys[1], card.row_keys[-1]) == ("row0", "row21", "row119")
    assert cards.with_row(card, "row50") is card

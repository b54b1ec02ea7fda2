"""Speaking and asking: what is said, and which way a key, a number or silence leads."""

import pytest

from infra.local.telephony.flow.answers import Answer, Done, Failed, Interrupted, Keys, TimedOut
from infra.local.telephony.flow.contact import Voice
from infra.local.telephony.flow.effects import AskDigits, AskKey, LoopPrompts, Say
from infra.local.telephony.flow.values import PhoneFormat, Prompt
from tests.infra.telephony.plays import NMC, NME, Play, action

_ERRORS = {NME: "Error", NMC: "Other", "InputTimeLimitExceeded": "Late"}
_ENDS = [action(name, "EndFlowExecution") for name in ("One", "Other", "Late", "Error", "Phone")]
_MENU = action(
    "Menu",
    "GetParticipantInput",
    {"Text": "Press 1", "StoreInput": "False", "InputTimeLimitSeconds": "7"},
    "Error",
    {"1": "One"},
    **_ERRORS,
)
_DIGITS = {"CustomValidation": {"MaximumLength": "4"}}
_LOCAL = {"PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "US"}}
_E164 = {"PhoneNumberValidation": {"NumberFormat": "E164"}}


def _store(validation: dict[str, object], **more: object) -> dict[str, object]:
    parameters = {"Text": "Type", "StoreInput": "True", "InputValidation": validation, **more}
    return action(
        "Store",
        "GetParticipantInput",
        parameters,
        "One",
        NoMatchingError="Error",
        InvalidPhoneNumber="Phone",
    )


@pytest.mark.parametrize(
    ("parameters", "prompt"),
    [
        ({"Text": "Hello $.Attributes.name"}, Prompt(text="Hello Ann")),
        ({"SSML": "<speak>Hi</speak>"}, Prompt(ssml="<speak>Hi</speak>")),
        ({"PromptId": "arn:prompt/p"}, Prompt(prompt_id="arn:prompt/p")),
        ({"Media": {"Uri": "s3://b/k.wav", "SourceType": "S3"}}, Prompt(media_uri="s3://b/k.wav")),
    ],
)
def test_message_is_said_as_written(parameters: dict[str, object], prompt: Prompt) -> None:
    play = Play(action("Hi", "MessageParticipant", parameters, "Bye"), attributes={"name": "Ann"})

    assert play.effects == [Say(play.effects[0].at, prompt, Voice())]
    assert play.path == ["Hi: Success", "Bye: Success"]


def test_message_that_fails_takes_its_error_branch() -> None:
    hi = action("Hi", "MessageParticipant", {"PromptId": "gone"}, "Bye", NoMatchingError="Error")

    play = Play(hi, *_ENDS, answers=[Failed("no such prompt")])

    assert (play.path, play.problems) == (
        ["Hi: NoMatchingError", "Error: Success"],
        ["no such prompt"],
    )


@pytest.mark.parametrize(("text", "told"), [("$.External.say", 1), (" ", 0), ("Hello", 0)])
def test_empty_text_is_said_loudly(text: str, told: int) -> None:
    play = Play(action("Hi", "MessageParticipant", {"Text": text}, "Bye"))

    assert (len(play.effects), len(play.problems)) == (1, told)


def test_message_without_anything_to_say_fails() -> None:
    play = Play(action("Hi", "MessageParticipant", {}, "Bye"))

    assert (play.effects, play.ended.how) == ([], "failed")


def test_message_is_skipped_when_keys_wait_if_it_says_so() -> None:
    hi = action(
        "Hi", "MessageParticipant", {"Text": "a", "SkipWhenDTMFBufferEnabled": "true"}, "Bye"
    )

    assert [effect.skip_when_keys_wait for effect in Play(hi).effects] == [True]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "branch"),
    [
        (Keys("1"), "1"),
        (Keys("2"), NMC),
        (Keys("#"), NMC),
        (TimedOut(), "InputTimeLimitExceeded"),
        (Failed(), NME),
    ],
)
def test_menu_leads_where_the_key_says(answer: Answer, branch: str) -> None:
    play = Play(_MENU, *_ENDS, answers=[answer])

    assert play.path[0] == f"Menu: {branch}"
    assert play.effects == [AskKey(play.effects[0].at, Prompt("Press 1"), Voice(), 7)]


def test_menu_without_a_timeout_branch_takes_the_error_branch() -> None:
    menu = action("Menu", "GetParticipantInput", {"Text": "?"}, "Error", NoMatchingError="Error")

    assert Play(menu, *_ENDS, answers=[TimedOut()]).path[0] == "Menu: NoMatchingError"


@pytest.mark.parametrize("spelling", ["InputTimeLimitSeconds", "InputTimeoutSeconds"])
def test_both_spellings_of_the_time_limit_count(spelling: str) -> None:
    play = Play(action("Menu", "GetParticipantInput", {"Text": "?", spelling: "9"}, "Bye"))

    assert [effect.seconds for effect in play.effects] == [9]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("validation", "answer", "stored"),
    [
        (_DIGITS, Keys("12"), "12"),
        (_DIGITS, Keys(""), ""),
        (_DIGITS, TimedOut(), "Timeout"),
        (_LOCAL, Keys("2025550123"), "+12025550123"),
        (_LOCAL, TimedOut(), "Timeout"),
        (_E164, Keys("12025550123"), "+12025550123"),
        (_E164, Keys("0012025550123"), "+12025550123"),
    ],
)
def test_stored_input_goes_on_with_success(
    validation: dict[str, object], answer: Answer, stored: str
) -> None:
    play = Play(_store(validation), *_ENDS, answers=[answer])

    assert play.path[0] == "Store: Success"
    assert play.run.look_up("$.StoredCustomerInput") == stored


@pytest.mark.parametrize("keys", ["12", "", "99999999999999"])
@pytest.mark.parametrize("validation", [_LOCAL, _E164])
def test_what_is_no_number_is_invalid(validation: dict[str, object], keys: str) -> None:
    play = Play(_store(validation), *_ENDS, answers=[Keys(keys)])

    assert play.path[0] == "Store: InvalidPhoneNumber"
    assert play.run.look_up("$.StoredCustomerInput") == ""


def test_stored_input_that_fails_takes_its_error_branch() -> None:
    assert Play(_store(_DIGITS), *_ENDS, answers=[Failed()]).path[0] == "Store: NoMatchingError"


def test_stored_input_asks_with_all_its_settings() -> None:
    keys = {
        "InputTerminationSequence": "##",
        "DisableCancelKey": "True",
        "InterdigitTimeLimitSeconds": "9",
    }
    secret = {"EncryptionKeyId": "k", "Key": "pem"}

    play = Play(
        _store(_DIGITS, InputTimeLimitSeconds="8", DTMFConfiguration=keys, InputEncryption=secret),
        *_ENDS,
        answers=[Keys("1")],
    )

    assert play.effects == [
        AskDigits(play.effects[0].at, Prompt("Type"), Voice(), 8, 9, 4, "##", False, None, True)
    ]


def test_phone_question_tells_its_format() -> None:
    play = Play(_store(_LOCAL), *_ENDS, answers=[TimedOut()])

    assert [effect.phone for effect in play.effects] == [PhoneFormat("Local", "US")]  # type: ignore[attr-defined]


def test_input_is_refused_in_chats_and_in_whisper_flows() -> None:
    assert Play(_MENU, *_ENDS, channel="CHAT").path[0] == "Menu: NoMatchingError"
    assert Play(_MENU, *_ENDS, kind="AGENT_WHISPER").path[0] == "Menu: NoMatchingError"


_LOOPING = action(
    "Music",
    "MessageParticipantIteratively",
    {
        "Messages": [{"Text": "Please wait"}, {"PromptId": "music"}],
        "InterruptFrequencySeconds": "30",
        "ContinueMessagingDuringInterrupt": "True",
    },
    None,
    {"MessagesInterrupted": "One"},
    NoMatchingError="Error",
)


def test_looping_prompts_are_interrupted() -> None:
    play = Play(_LOOPING, *_ENDS, kind="CUSTOMER_QUEUE", answers=[Interrupted()])

    prompts = (Prompt(text="Please wait"), Prompt(prompt_id="music"))
    assert play.effects == [LoopPrompts(play.effects[0].at, prompts, Voice(), 30, True)]
    assert (play.path, play.ended.how) == (["Music: MessagesInterrupted", "One: Success"], "ended")


def test_looping_prompts_fail_outside_of_waiting() -> None:
    assert Play(_LOOPING, *_ENDS).path[0] == "Music: NoMatchingError"
    failed = Play(_LOOPING, *_ENDS, kind="CUSTOMER_QUEUE", answers=[Failed()])
    assert failed.path[0] == "Music: NoMatchingError"


def test_answer_of_another_effect_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Interrupted is no answer"):
        Play(_MENU, *_ENDS, answers=[Interrupted()])
    assert Play(action("Hi", "MessageParticipant", {"Text": "a"}, "Bye"), answers=[Done()]).ended

"""What is said is said in the reader's language, when it is read."""

from __future__ import annotations

import pytest

from store import words
from store.errors import Damaged, DoesNotApply, InUse, LianyunError, NeedsConsent, NotRecorded, Refused
from store.words import Message, pick, preferred, speak, tr


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small catalogue, and the program speaking it."""
    catalogue = {"{number} is {state}": "{number} {state}", "running": "演出中", "held": "暂停", ", ": "、"}
    monkeypatch.setattr(words, "load", lambda locale: catalogue if locale == "zh_CN" else {})
    speak("zh")


SAID = Message("{number} is {state}", {"number": 3, "state": Message("running")})


def test_english_is_in_the_code() -> None:
    assert str(SAID) == "3 is running"
    assert tr("of {what}", what=[Message("running"), "x"]) == "of running, x"


def test_a_message_is_read_in_the_language_of_its_reader(chinese: None) -> None:
    assert str(SAID) == "3 演出中"
    speak("en")
    assert str(SAID) == "3 is running"


def test_a_message_inside_a_message_or_a_list_is_translated_too(chinese: None) -> None:
    assert tr("of {what}", what=[Message("running"), Message("held")]) == "of 演出中、暂停"


def test_a_message_that_comes_back_from_a_file_is_read_as_before(chinese: None) -> None:
    kept = {"text": "{number} is {state}", "values": {"number": 3, "state": {"text": "running"}}}
    assert tr("because {reason}", reason=kept) == "because 3 演出中"


def test_values_are_never_taken_for_placeholders() -> None:
    assert tr("{a} {b}", a="{b}", b="{a.__class__}") == "{b} {a.__class__}"


def test_a_text_without_values_stands_as_it_is() -> None:
    assert tr("50 % {of} it") == "50 % {of} it"


@pytest.mark.parametrize(
    ("language", "chinese", "english", "picked"),
    [("en", "正气颂", "Righteousness", "Righteousness"), ("en", "正气颂", "", "正气颂"), ("zh", "", "Square", "Square")],
)
def test_of_two_names_the_readers_is_picked(
    language: str, chinese: str, english: str, picked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "load", lambda _locale: {})
    speak(language)
    assert pick(chinese, english) == picked


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


def test_there_is_no_other_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        speak("fr")
    assert words.language() == "en"


@pytest.mark.parametrize("error", [Refused, DoesNotApply, NotRecorded, InUse, Damaged])
def test_an_error_is_said_in_the_language_of_its_reader(error: type[LianyunError], chinese: None) -> None:
    fault = error("{number} is {state}", number=3, state=Message("held"))
    assert str(fault) == "3 暂停"
    speak("en")
    assert str(fault) == "3 is held"


def test_a_question_names_what_is_to_be_confirmed() -> None:
    asking = NeedsConsent("not_ready", "{stage} is not ready", stage="S1")
    assert (asking.consent, str(asking)) == ("not_ready", "S1 is not ready")

"""Triggers as people write them, as they are sent, and as they may be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DoesNotApply, Refused
from store.models import Trigger
from store.triggers import expand, mask_secrets, mask_text, mask_url, read_trigger, written

VALUES = {"number": "14", "text": '切2号机 "近"', "text_en": "Cut 2", "item_title": "赤桑镇"}


@pytest.mark.parametrize(
    ("line", "method", "url"),
    [
        ("vmix 10.0.0.5 Cut Input=2", "GET", "http://10.0.0.5:8088/api/?Function=Cut&Input=2"),
        ("vmix ob:8089 SetText Input=名条 Value={text}", "GET", "http://ob:8089/api/?Function=SetText&Input=%E5%90%8D%E6%9D%A1&Value={text}"),
        ("companion 10.0.0.6 1/2/3", "POST", "http://10.0.0.6:8000/api/location/1/2/3/press"),
        ("Ontime 10.0.0.7 start/next", "GET", "http://10.0.0.7:4001/api/start/next"),
        ("post http://h:9/cue", "POST", "http://h:9/cue"),
    ],
)  # fmt: skip
def test_a_line_makes_a_trigger_and_is_written_again(line: str, method: str, url: str) -> None:
    trigger = read_trigger(line)
    assert trigger is not None
    assert (trigger.method, trigger.url) == (method, url)
    assert read_trigger(*written(trigger)) == trigger


@pytest.mark.parametrize(
    "line", ["vmix", "vmix h", "companion h 1/2", "ontime h", "GET", "GET ftp://h/x", "FLY http://h", "GET http://h:x/"]
)
def test_what_is_no_trigger_is_refused(line: str) -> None:
    with pytest.raises(DoesNotApply, match="accepted"):
        read_trigger(line)


def test_an_empty_line_is_no_trigger() -> None:
    assert read_trigger("  ") is None


@pytest.mark.parametrize(
    ("line", "headers"),
    [
        ("GET http://user:hunter2@h/", ""),
        ("GET http://h/?token=hunter2", ""),
        ("GET http://h/?api_key=hunter2&x=1", ""),
        ("POST http://h/", "Authorization: Bearer hunter2"),
        ("POST http://h/", "X-Api-Key: hunter2"),
    ],
)
def test_a_password_does_not_get_into_the_record(line: str, headers: str) -> None:
    with pytest.raises(DoesNotApply, match=r"\{secret:NAME\}") as refusal:
        read_trigger(line, headers)
    assert "hunter2" not in str(refusal.value)


def test_each_place_is_filled_as_it_needs() -> None:
    trigger = read_trigger(
        "POST http://u:{secret:pw}@h/?q={text}&k={secret:key}",
        "Authorization: Bearer {secret:key}; Content-Type: application/json; X-Title: {item_title}",
        '{"n": {number}, "text": "{text}", "other": {"a": 1}}',
    )
    assert trigger is not None
    request = expand(trigger, VALUES, {"pw": "p@ss", "key": "k&1"})
    assert request.url == "http://u:p%40ss@h/?q=%E5%88%872%E5%8F%B7%E6%9C%BA%20%22%E8%BF%91%22&k=k%261"
    assert request.headers["Authorization"] == "Bearer k&1"
    assert request.headers["X-Title"].isascii()
    assert request.body == '{"n": 14, "text": "切2号机 \\"近\\"", "other": {"a": 1}}'
    seen = mask_secrets(mask_url(request.url) + request.headers["Authorization"], {"pw": "p@ss", "key": "k&1"})
    assert "p%40ss" not in seen
    assert "k&1" not in seen
    assert "k%261" not in seen


def test_a_secret_that_is_missing_is_named() -> None:
    with pytest.raises(Refused, match="no secret vmix"):
        expand(Trigger("GET", "http://h/?p={secret:vmix}"), {}, {})


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("http://h/a?x=1", "http://h/a?x=1"),
        ("http://u:p@h/a", "http://u:•••@h/a"),
        ("http://h/a?token=t&x=1", "http://h/a?token=•••&x=1"),
        ("http://h/a?token={secret:t}", "http://h/a?token={secret:t}"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_an_address_is_seen_without_its_secrets(url: str, seen: str) -> None:
    assert mask_url(url) == seen


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_typed_is_a_trigger_or_refused(line: str, headers: str, body: str) -> None:
    try:
        trigger = read_trigger(line, headers, body)
    except DoesNotApply:
        return
    if trigger is not None:
        written(trigger)
    mask_text(line)
    mask_url(line)

"""The watch over a stream, moment by moment, and what a playlist may look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.links.hls import NoStream, parsed
from store.links.watch import ENDED, Reading, Watch
from store.words import Message

GONE = Message("gone")
MEDIA = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:2.0,\na.ts\n#EXTINF:2.0,\nb.ts\n"

DAMAGED = [
    *MEDIA.splitlines(), "#EXT-X-KEY:", "#EXT-X-MAP:URI", "#EXT-X-STREAM-INF:X", "#EXT-X-BYTERANGE:1@", "#EXTINF:",
    "#EXT-X-PROGRAM-DATE-TIME:x", "#EXT-X-PART:DURATION=a",
]  # fmt: skip


def running() -> Watch:
    """On the air at 102, with target durations of 2 s."""
    return Watch(100).read(Reading(9, 2), 100).read(Reading(10, 2), 102)


def test_a_stream_starts_and_is_on_the_air_once_it_moves() -> None:
    watch = Watch(100)
    assert watch.state(100) == "starting"
    watch = watch.read(Reading(9, 2), 101)
    assert (watch.state(101), watch.newest_age_s(103)) == ("starting", 2)
    assert watch.read(Reading(10, 2), 103).state(103) == "on_air"


@pytest.mark.parametrize(("at", "state"), [(102, "on_air"), (108, "on_air"), (108.1, "stalled"), (500, "stalled")])
def test_one_that_stands_still_is_stalled_after_three_target_durations(at: float, state: str) -> None:
    assert running().read(Reading(10, 2), 105).state(at) == state


@pytest.mark.parametrize(("at", "state"), [(105, "on_air"), (108, "on_air"), (108.1, "lost")])
def test_one_that_cannot_be_had_is_lost_after_three_target_durations(at: float, state: str) -> None:
    watch = running().failed(GONE, 104)
    assert watch.state(at) == state
    assert watch.reason(at) == GONE


def test_one_hiccup_is_no_loss_and_a_new_encoder_goes_on() -> None:
    watch = running().failed(GONE, 104).read(Reading(11, 2), 105)
    assert (watch.state(105), watch.reason(105)) == ("on_air", None)
    assert watch.failed(GONE, 120).state(120) == "lost"
    assert watch.failed(GONE, 120).read(Reading(1, 2), 130).state(130) == "on_air"


def test_one_that_says_it_is_over_is_lost_at_once() -> None:
    watch = running().read(Reading(11, 2, ended=True), 104)
    assert watch.state(104) == "lost"
    assert watch.reason(104) == Message(ENDED)


def test_one_that_never_came_is_lost_and_one_that_never_moved_stalled() -> None:
    assert Watch(100).failed(GONE, 101).state(119) == "lost"
    assert Watch(100).read(Reading(9, 2), 101).state(107.5) == "stalled"


@pytest.mark.parametrize("target", [0, 1, 2, 6, 10])
def test_a_drop_is_seen_within_three_target_durations_and_two_seconds(target: float) -> None:
    """Stopped at 200: whatever the rhythm of the readings, a stall is seen in time."""
    watch, at = Watch(0), 0.0
    length = target or 6
    while at < 200 + 3 * length + 2:
        watch = watch.read(Reading(int(min(at, 200) // length), target), at)
        at += watch.next_read_in_s()
    assert watch.state(200 + 3 * length + 2) == "stalled"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"not found", "no playlist"),
        (b"\x00\xff\xfe", "no playlist"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:abc\n#EXTINF:x,\na.ts\n", "no playlist"),
    ],
)
def test_what_is_no_playlist_is_said_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(NoStream, match=words):
        parsed(data, "http://h/")


def test_a_playlist_is_read() -> None:
    playlist, _ = parsed("\ufeff".encode() + MEDIA.encode(), "http://h/")
    assert (playlist.media_sequence, len(playlist.segments), playlist.target_duration) == (7, 2, 2)


@given(st.text(max_size=200), st.lists(st.sampled_from(DAMAGED), max_size=20))
def test_no_playlist_breaks_the_reader(tail: str, lines: list[str]) -> None:
    try:
        parsed(("#EXTM3U\n" + "\n".join(lines) + tail).encode("utf-8", "replace"), "http://h/")
    except NoStream:
        return

"""Triggers that are really sent, to a receiver in another process, whatever it does with them."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from time import monotonic

import pytest

from store.actions import CueEdit, CueGo, CueResult
from store.festival import Festival
from store.links.background import Background
from store.links.firing import Firing, fire_recorded
from store.links.settings import settings_file
from store.models import Outcome
from tests.harness.receiver import Receiver
from tests.store.festivals import MANAGER, do
from tests.store.shows import live, the_cue


@pytest.fixture
def on(tmp_path: Path) -> Festival:
    with live(tmp_path / "live") as festival:
        yield festival


def fired(festival: Festival, trigger: str, *, headers: str = "", body: str = "") -> Outcome:
    """Give the first cue a trigger, fire it as the command does, and say what became of it."""
    do(festival, CueEdit(subject="Q1", trigger=trigger, headers=headers, body=body))
    fire_recorded(festival, do(festival, CueGo(subject="Q1")), MANAGER)
    outcome = the_cue(festival, "Q1").outcome
    assert outcome is not None
    assert the_cue(festival, "Q1").state == ("fired" if outcome.ok else "failed")
    return outcome


def why(outcome: Outcome) -> str:
    from store.words import tr

    assert outcome.error is not None
    return tr(outcome.error["text"], **outcome.error["values"])


@pytest.mark.parametrize(
    ("line", "method", "path"),
    [
        ("vmix {host} Cut Input=2", "GET", "/api/?Function=Cut&Input=2"),
        ("companion {host} 1/2/3", "POST", "/api/location/1/2/3/press"),
        ("ontime {host} start/next", "GET", "/api/start/next"),
    ],
)
def test_the_ready_made_kinds_reach_their_receivers(
    on: Festival, receiver: Receiver, line: str, method: str, path: str
) -> None:
    outcome = fired(on, line.replace("{host}", receiver.host))
    assert (outcome.ok, outcome.status, receiver.requests) == (True, 200, [(method, path, "")])
    assert outcome.latency_ms is not None
    assert 0 <= outcome.latency_ms < 1000


def test_headers_body_and_secrets_are_filled_in_and_nowhere_recorded(on: Festival, receiver: Receiver) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('[secrets]\nob = "hunter2"\n', encoding="utf-8")
    outcome = fired(
        on,
        f"POST {receiver.url('cue')}?n={{number}}",
        headers="Authorization: Bearer {secret:ob}; Content-Type: application/json",
        body='{"call": "{text}"}',
    )
    assert outcome.ok
    sent = receiver.log()[0]
    assert (sent["path"], sent["body"], sent["headers"]["authorization"]) == (
        "/cue?n=1",
        '{"call": "Call Q1"}',
        "Bearer hunter2",
    )
    on.db.storage.checkpoint()
    assert b"hunter2" not in b"".join(file.read_bytes() for file in on.folder.iterdir())


def test_without_its_secret_nothing_is_sent(on: Festival, receiver: Receiver) -> None:
    assert (
        why(fired(on, f"GET {receiver.url('ok')}?key={{secret:none}}"))
        == "The settings of this station have no secret none."
    )
    assert receiver.requests == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("500", 500, "the receiver answered 500"),
        ("404", 404, "the receiver answered 404"),
        ("circle", 302, "points elsewhere"),
        ("cut", 200, "closed the connection in the middle"),
        ("hangup", None, "closed the connection without an answer"),
        ("noise", None, "not HTTP"),
    ],
)
def test_what_goes_wrong_is_said_and_sent_once(
    on: Festival, receiver: Receiver, path: str, status: int | None, words: str
) -> None:
    outcome = fired(on, f"GET {receiver.url(path)}")
    assert (outcome.ok, outcome.status) == (False, status)
    assert words in why(outcome)
    assert len(receiver.requests) == 1


def test_companions_204_is_a_failure_and_anyone_elses_is_not(on: Festival, receiver: Receiver) -> None:
    assert "no such button" in why(fired(on, f"companion {receiver.host} 1/9/3"))
    do(on, CueEdit(subject="Q2", trigger=f"GET {receiver.url('204')}"))
    fire_recorded(on, do(on, CueGo(subject="Q2")), MANAGER)
    assert the_cue(on, "Q2").state == "fired"


def test_one_that_hangs_is_given_up_after_three_seconds(on: Festival, receiver: Receiver) -> None:
    began = monotonic()
    outcome = fired(on, f"GET {receiver.url('hang')}")
    assert "no answer within 3 s; whether it was done is not known" in why(outcome)
    assert 2.5 < monotonic() - began < 4.5
    assert len(receiver.requests) == 1


def test_one_that_refuses_is_said(on: Festival) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        assert "cannot be reached" in why(fired(on, f"GET http://127.0.0.1:{taken.getsockname()[1]}/"))


def test_tls_that_fails_is_said(on: Festival, receiver: Receiver) -> None:
    assert "TLS" in why(fired(on, f"GET https://{receiver.host}/"))


# -- beside the screen ------------------------------------------------------------------------------------------------


class Answers(list[CueResult]):
    """What became of the triggers, as it comes in."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)

    def __call__(self, result: CueResult) -> None:
        self.append(result)
        self.came.release()


def test_a_slow_receiver_holds_up_nobody(on: Festival, receiver: Receiver) -> None:
    do(on, CueEdit(subject="Q1", trigger=f"GET {receiver.url('slow')}"))
    background, answers = Background(), Answers()
    firing = Firing(on, background, answers)
    firing.warm()
    began = monotonic()
    firing.go(CueGo(subject="Q1", seen="Q1"), MANAGER)
    assert monotonic() - began < 0.35
    assert answers == []
    assert answers.came.acquire(timeout=5)
    assert [(each.subject, each.ok) for each in answers] == [("Q1", True)]
    background.close()


def test_in_a_rehearsal_nothing_leaves(on: Festival, receiver: Receiver) -> None:
    do(on, CueEdit(subject="Q1", trigger=f"GET {receiver.url('ok')}"))
    background, answers = Background(), Answers()
    Firing(on, background, answers, enabled=False).go(CueGo(subject="Q1"), MANAGER)
    background.close()
    assert (the_cue(on, "Q1").state, receiver.requests, answers) == ("fired", [], [])


def test_what_another_station_has_fired_is_not_sent_again(on: Festival, receiver: Receiver, tmp_path: Path) -> None:
    do(on, CueEdit(subject="Q1", trigger=f"GET {receiver.url('ok')}"))
    with Festival.open(tmp_path / "other", on.clock, station="b2c4") as other:
        other.absorb(on.journal.all())
        background, answers = Background(), Answers()
        Firing(other, background, answers)
        other.absorb(do(on, CueGo(subject="Q1")).entries)
        background.close()
    assert receiver.requests == []


def test_two_stations_that_press_together_send_once(on: Festival, receiver: Receiver, tmp_path: Path) -> None:
    from store.errors import Refused

    do(on, CueEdit(subject="Q1", trigger=f"GET {receiver.url('ok')}"))
    with Festival.open(tmp_path / "other", on.clock, station="b2c4") as other:
        other.absorb(on.journal.all())
        background, answers = Background(), Answers()
        mine, theirs = Firing(on, background, answers), Firing(other, background, answers)
        done = mine.go(CueGo(subject="Q1", seen="Q1"), MANAGER)
        other.absorb(done.entries)  # the hub is quicker than the other hand
        with pytest.raises(Refused):
            theirs.go(CueGo(subject="Q1", seen="Q1"), MANAGER)
        assert answers.came.acquire(timeout=5)
        background.close()
    assert len(receiver.requests) == 1

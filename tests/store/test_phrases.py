"""Entries in words."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from store import words
from store.entry import Entry
from store.festival import Changed, Festival
from store.fields import read_action
from store.phrases import phrase, phrases
from store.who import Who
from tests.store.festivals import put

WHO = Who("步稳台", "stage")


def done(festival: Festival, name: str, subject: str, **fields: str) -> Changed:
    return festival.do(read_action(name, subject, fields, on=date(2005, 7, 1), zone=ZoneInfo("Asia/Shanghai")), WHO)


def said(festival: Festival, changed: Changed) -> str:
    return phrases(changed.entries, festival.documents, festival.journal)


STEPS = [
    (("item.start", "A", {}), "started 1 “Act A”"),
    (("item.adjust", "A", {"seconds": "90"}), "gave 1 “Act A” 1:30 more"),
    (("item.adjust", "A", {"seconds": "-60"}), "took 1:00 from 1 “Act A”"),
    (("item.hold", "A", {}), "held 1 “Act A”"),
    (("item.resume", "A", {}), "resumed 1 “Act A”"),
    (("item.call", "B", {"state": "called"}), "called 2 “Act B”"),
    (("item.call", "B", {"state": "standing_by"}), "2 “Act B” is standing by"),
    (("item.call", "C", {"state": "not_called"}), "took back the call of 3 “Act C”"),
    (("item.start", "B", {}), "started 2 “Act B” · finished 1 “Act A”"),
    (("item.finish", "B", {}), "finished 2 “Act B”"),
    (("item.skip", "D", {"reason": "rain [/]"}), "skipped 4 “Act D”: rain [/]"),
    (("item.restore", "D", {}), "brought back 4 “Act D”"),
    (("item.skip", "D", {}), "skipped 4 “Act D”"),
    (("item.move", "E", {"after": "B"}), "moved 5 “Act E” behind 2 “Act B”"),
    (("item.move", "E", {"after": ""}), "moved 5 “Act E” to the front"),
    (("item.edit", "C", {"approved": "no"}), "withdrew the approval of 3 “Act C”"),
    (("item.approve", "C", {}), "approved 3 “Act C”"),
    (("item.edit", "C", {"approved": "no", "title": "Song", "duration_s": "5:00"}),
     "changed 3 “Song”: title, duration, approval"),
    (("item.insert", "X", {"performance": "P1", "title": "Extra", "duration_s": "60"}), "inserted 6 “Extra”"),
    (("stage.status", "S1", {"status": "setup"}), "Main stage: setup"),
    (("stage.department", "S1", {"department": "video", "state": "fault", "note": "dark"}),
     "Main stage: video fault (dark)"),
    (("stage.department", "S1", {"department": "video", "state": "ready"}), "Main stage: video ready"),
]  # fmt: skip


def test_every_action_is_said(festival: Festival) -> None:
    for (name, subject, fields), expected in STEPS:
        assert said(festival, done(festival, name, subject, **fields)) == expected


def test_an_undo_says_what_it_took_back_and_another_that_it_holds_again(festival: Festival) -> None:
    done(festival, "item.start", "A")
    done(festival, "item.start", "B")
    undone = festival.undo(WHO)
    assert said(festival, undone) == "taken back: started 2 “Act B” · finished 1 “Act A”"
    again = done(festival, "entry.undo", undone.entries[0].id)
    assert said(festival, again) == "done again: started 2 “Act B” · finished 1 “Act A”"
    assert phrase(again.entries[0], festival.documents, festival.journal).startswith("done again: ")


def test_without_the_journal_an_undo_says_of_what(festival: Festival) -> None:
    done(festival, "item.start", "A")
    assert phrases(festival.undo(WHO).entries, festival.documents) == "taken back: 1 “Act A”"


def test_an_import_is_counted(festival: Festival) -> None:
    one = festival.do_all([put("items", "A", title="New")], WHO)
    assert said(festival, one) == "imported 1 “New”"
    three = festival.do_all([put("units", name, name=name) for name in "xyz"], WHO)
    assert said(festival, three) == "imported 3 records"


def test_what_a_later_version_recorded_is_named(festival: Festival) -> None:
    entry = festival.journal.all()[0]
    later = Entry(
        id="z-1",
        stamp=entry.stamp,
        at=entry.at,
        station="z",
        action="drone.fly",
        subject="D1",
        changes="drones/D1",
        batch="z-1",
    )
    assert phrase(later, festival.documents) == "drone.fly D1"


def test_chinese(festival: Festival) -> None:
    words.speak("zh")
    changed = done(festival, "item.start", "A")
    assert said(festival, changed) == "已开始 1《Act A》"
    assert said(festival, festival.undo(WHO)) == "已撤销：已开始 1《Act A》"

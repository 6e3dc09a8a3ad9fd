"""Every key of the dashboard, in one place. A page's bindings, its key line, its help and the README are made of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

from store.words import mark, tr


class Key(NamedTuple):
    """A key: its id, Textual's names for it, the action it runs, what it does in a word, and in a sentence."""

    id: str
    keys: str
    action: str
    word: str
    sentence: str


_CAPS = {
    "space": mark("Space"),
    "enter": "⏎",
    "escape": "Esc",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "ctrl+up": "^↑",
    "ctrl+down": "^↓",
    "ctrl+p": "^P",
    "ctrl+q": "^Q",
    "ctrl+t": "^T",
    **{f"ctrl+{letter}": f"^{letter.upper()}" for letter in "abdefgklnorsuvwxyz"},
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}

PAGES = (
    Key("page.overview", "f2,2", "app.page('overview')", mark("Overview"), mark("All stages on one screen")),
    Key("page.order", "f3,3", "app.page('order')", mark("Running order"), mark("The running order of one show")),
    Key("page.stages", "f4,4", "app.page('stages')", mark("Stages"), mark("The stages and their departments")),
    Key("page.broadcast", "f5,5", "app.page('broadcast')", mark("Broadcast"), mark("The cues of a live show")),
    Key("page.security", "f6,6", "app.page('security')", mark("Security"), mark("The checkpoints and the crowds")),
    Key("page.incidents", "f7,7", "app.page('incidents')", mark("Incidents"), mark("What has happened, and who is on it")),
    Key("page.duties", "f8,8", "app.page('duties')", mark("Duties"), mark("Who answers for what, unit by unit")),
    Key("page.checkin", "f9,9", "app.page('checkin')", mark("Check-in"), mark("The check-in desk and the codes")),
)

COMMON = (
    Key("incident", "exclamation_mark", "screen.incident", mark("Incident"), mark("Raise an incident, in one line")),
    Key("stop", "ctrl+x", "screen.stop", mark("Show stop"), mark("Request, authorise and follow a show stop")),
    Key("operator", "ctrl+r", "screen.operator", mark("Operator"), mark("Change the role and the operator's name")),
    Key("sound", "ctrl+g", "screen.sound", mark("Sound"), mark("Ring the bell at grave alerts, or be silent")),
    Key("undo", "u", "app.undo", mark("Undo"), mark("Take back what was done last at this station")),
    Key("redo", "U", "app.redo", mark("Redo"), mark("Take back the last undo")),
    Key("palette", "ctrl+p", "app.command_palette", mark("Find"), mark("Find a page, a show or a command by name")),
    Key("theme", "ctrl+t", "app.theme", mark("Light/dark"), mark("Change between the light and the dark screen")),
    Key("help", "f1,question_mark", "app.help", mark("Keys"), mark("Show the keys of this page")),
    Key("quit", "ctrl+q", "app.quit", mark("Quit"), mark("Close the dashboard; the day is kept")),
)

WELCOME = (
    Key("welcome.sample", "s", "sample", mark("Sample"), mark("Load the sample festival, its day moved to today")),
    Key("welcome.import", "i", "import", mark("Import"), mark("Import a plan: an Excel workbook, a csv or a json file")),
)

OVERVIEW = (
    Key("overview.open", "enter", "open", mark("Open"), mark("Open the running order of the stage under the cursor")),
)

ORDER = (
    Key("go", "space", "go", mark("GO"), mark("GO: start the next item and finish the one that runs")),
    Key("finish", "f", "finish", mark("Finish"), mark("Finish the item that runs, and start none")),
    Key("hold", "h", "hold", mark("Hold"), mark("Hold the item that runs; again to let it go on")),
    Key("more", "plus,equals_sign", "adjust(60)", mark("+1 min"), mark("Give the item that runs a minute more")),
    Key("less", "minus", "adjust(-60)", mark("−1 min"), mark("Take a minute from the item that runs")),
    Key(
        "call",
        "c",
        "call('called')",
        mark("Call"),
        mark("The act under the cursor has been called; again to take that back"),
    ),
    Key(
        "standby",
        "b",
        "call('standing_by')",
        mark("Standing by"),
        mark("The act under the cursor stands by; again to take that back"),
    ),
    Key("skip", "s", "skip", mark("Skip"), mark("Skip the item under the cursor, or bring it back")),
    Key("up", "ctrl+up,K", "move(-1)", mark("Up"), mark("Move the item under the cursor up")),
    Key("down", "ctrl+down,J", "move(1)", mark("Down"), mark("Move the item under the cursor down")),
    Key("insert", "i", "insert", mark("Insert"), mark("Insert an item behind the one under the cursor")),
    Key("edit", "e", "edit", mark("Edit"), mark("Edit the item under the cursor")),
    Key("approve", "a", "approve", mark("Approve"), mark("Record that the item under the cursor is approved")),
    Key("filter", "slash", "filter", mark("Filter"), mark("Show only the items that have a text in them; Esc shows all")),
    Key("timeline", "t", "timeline", mark("Timeline"), mark("Show or hide the timeline of the show")),
    Key("detail", "enter", "detail", mark("Details"), mark("All about the item under the cursor")),
    Key("show", "p", "choose", mark("Show"), mark("Choose a show by stage or by name")),
    Key("show.before", "left_square_bracket", "show(-1)", mark("Show before"), mark("The show before this one")),
    Key("show.after", "right_square_bracket", "show(1)", mark("Show after"), mark("The show after this one")),
)

STAGES = (
    Key("sign", "space,enter", "sign('ready')", mark("Ready"), mark("Sign the department under the cursor off as ready")),
    Key(
        "unsign", "n", "sign('not_ready')", mark("Not ready"), mark("Say that the department under the cursor is not ready")
    ),
    Key("fault", "f", "fault", mark("Fault"), mark("Say what is wrong with the department under the cursor")),
    Key("status", "s", "status", mark("Status"), mark("Declare the status of the stage")),
    Key("open", "o", "open", mark("Running order"), mark("Open the running order of the stage")),
)

BROADCAST = (
    Key("cue.go", "space", "go", mark("Cue GO"), mark("GO: fire the next cue")),
    Key("cue.standby", "b", "standby", mark("Standby"), mark("Call the standby of the cue under the cursor")),
    Key("cue.ack", "a", "ack", mark("Acknowledged"), mark("The standby of the cue under the cursor has been answered")),
    Key("cue.skip", "s", "skip", mark("Skip cue"), mark("Skip the cue under the cursor")),
    Key("cue.reset", "r", "reset", mark("Pending"), mark("Set the cue under the cursor back to pending")),
    Key("cue.fire", "g", "fire", mark("Fire"), mark("GO: fire the cue under the cursor, out of turn or once more")),
    Key(
        "broadcast.fault",
        "f",
        "fault",
        mark("Incident"),
        mark("A broadcast incident begins (f 1, f 2, f 3) or is over (f 0)"),
    ),
    Key("cue.note", "n", "note", mark("Note"), mark("Note something on the cue under the cursor")),
    Key("cue.insert", "i", "insert", mark("Insert"), mark("Insert a cue")),
    Key("cue.edit", "e", "edit", mark("Edit"), mark("Edit the cue under the cursor, and its trigger")),
    Key("cue.try", "d", "try", mark("Dry run"), mark("Show what the cue under the cursor would send, and send nothing")),
    Key(
        "broadcast.times",
        "t",
        "times",
        mark("Latest starts"),
        mark("The latest start of every item that makes the hard out"),
    ),
    Key("broadcast.cuts", "x", "cuts", mark("Cut"), mark("What could be cut to meet the hard out")),
    Key("cue.up", "ctrl+up,K", "move(-1)", mark("Up"), mark("Move the cue under the cursor up among those of its moment")),
    Key(
        "cue.down",
        "ctrl+down,J",
        "move(1)",
        mark("Down"),
        mark("Move the cue under the cursor down among those of its moment"),
    ),
    Key("cue.detail", "enter", "detail", mark("Details"), mark("All about the cue under the cursor")),
    Key("broadcast.lead", "l", "lead", mark("Lead"), mark("How long before its moment a cue stands by on its own")),
    Key("broadcast.stream", "w", "stream", mark("Stream"), mark("Which stream of this show is watched")),
    Key(
        "broadcast.rehearse",
        "R",
        "rehearse",
        mark("Rehearsal"),
        mark("Rehearse: everything works, nothing fires; again to end it"),
    ),
    Key("broadcast.show", "p", "choose", mark("Show"), mark("Choose a show that has cues")),
    Key(
        "broadcast.before",
        "left_square_bracket",
        "show(-1)",
        mark("Show before"),
        mark("The show with cues before this one"),
    ),
    Key("broadcast.after", "right_square_bracket", "show(1)", mark("Show after"), mark("The show with cues after this one")),
)

SECURITY = (
    Key("in.one", "space,i", "count(1, 0)", mark("+1 in"), mark("One more came in at the checkpoint under the cursor")),
    Key("in.ten", "I", "count(10, 0)", mark("+10 in"), mark("Ten more came in")),
    Key("in.less", "x", "count(-1, 0)", mark("−1 in"), mark("One fewer came in: a click too many")),
    Key("out.one", "o", "count(0, 1)", mark("+1 out"), mark("One more went out")),
    Key("out.ten", "O", "count(0, 10)", mark("+10 out"), mark("Ten more went out")),
    Key("out.less", "X", "count(0, -1)", mark("−1 out"), mark("One fewer went out: a click too many")),
    Key("count.type", "t", "type_count", mark("Number"), mark("Type how many came in, and perhaps how many went out")),
    Key("report.nil", "a", "report_nil", mark("All normal"), mark("Report that all is normal")),
    Key("report", "r", "report", mark("Report"), mark("Report in words")),
    Key("report.made_up", "R", "make_up", mark("Made up"), mark("Make a report up for a time that is past")),
    Key("checkpoint.status", "s", "status", mark("Status"), mark("Change the status of the checkpoint")),
    Key("checkpoint.sweep", "w", "sweep", mark("Swept"), mark("Confirm that the sweep is done")),
    Key("checkpoint.next", "n", "next", mark("Next"), mark("Go to the next checkpoint that needs someone")),
    Key("proposals", "y", "confirm", mark("Confirm"), mark("Do what is proposed: restrict, stop admission, let out only")),
    Key("checkpoint.view", "v", "view", mark("View"), mark("Show the checkpoints as tiles, as rows or on the map")),
    Key("checkpoint.queue", "q", "queue", mark("Queue"), mark("Say how many wait before the gate")),
    Key("checkpoint.staff", "g", "staff", mark("Staff"), mark("Say how many are on post")),
    Key("count.correct", "c", "correct", mark("Correct"), mark("Set the totals right, with the reason")),
    Key("checkpoint.detail", "enter", "detail", mark("Details"), mark("All about the checkpoint under the cursor")),
)

INCIDENTS = (
    Key("incident.next", "space", "next", mark("Next state"), mark("Take the incident one state further")),
    Key("incident.note", "t", "note", mark("Note"), mark("Write a note into its timeline")),
    Key("incident.assign", "a", "assign", mark("Assign"), mark("Put a person or a unit on it")),
    Key("incident.unassign", "d", "unassign", mark("Take off"), mark("Take a person or a unit off it")),
    Key("incident.escalate", "E", "escalate", mark("Escalate"), mark("Take it to the next in the chain")),
    Key("incident.severity", "s", "severity", mark("Severity"), mark("Say how grave it is")),
    Key("incident.report", "r", "report", mark("Report"), mark("First, further or final report as text, to copy or save")),
    Key("incident.filter", "slash", "filter", mark("Filter"), mark("Show only the incidents with a text in them; Esc all")),
    Key("incident.which", "m", "which", mark("Which"), mark("Show the open incidents, the grave ones, or all")),
    Key("incident.close", "c", "close", mark("Close"), mark("It is dealt with; asks for the type where it has none")),
    Key("incident.edit", "e", "edit", mark("Edit"), mark("Set right what, where or of which type it is")),
    Key("incident.strike", "x", "strike", mark("Strike"), mark("Strike a note through")),
    Key("incident.link", "l", "link", mark("Link"), mark("Link it to another, or take the link away")),
    Key("incident.duplicate", "D", "duplicate", mark("Duplicate"), mark("It is the same as another")),
    Key("incident.hold", "h", "hold", mark("On hold"), mark("Put it on hold; again to take it up")),
    Key("incident.false", "f", "false_alarm", mark("False alarm"), mark("It was nothing")),
    Key("incident.reopen", "o", "reopen", mark("Reopen"), mark("Take it up again")),
    Key("incident.detail", "enter", "detail", mark("Whole"), mark("The whole incident, with its timeline; again the list")),
)

DUTIES = (
    Key("duty.report", "r", "report", mark("Progress"), mark("Report how far the duty is")),
    Key("duty.problem", "p", "problem", mark("Problem"), mark("Report a problem to the committee")),
    Key("duty.solve", "o", "solve", mark("Solved"), mark("The problem is solved")),
    Key("duty.done", "d", "done", mark("Done"), mark("Report the duty done")),
    Key("duty.verify", "v", "verify", mark("Verify"), mark("Inspection has found it done")),
    Key("duty.reject", "b", "reject", mark("Put back"), mark("Inspection puts it back for correction")),
    Key("duty.unit", "n", "unit", mark("Unit"), mark("Show one unit's duties, or all")),
    Key("duty.which", "m", "which", mark("Which"), mark("Show the duties of one state, or all")),
    Key("duty.filter", "slash", "filter", mark("Filter"), mark("Show only the duties with a text in them; Esc shows all")),
    Key("duty.detail", "enter", "detail", mark("Details"), mark("All about the duty under the cursor")),
)

# The field of the desk takes every letter and digit, so its keys are none of these.
CHECKIN = (
    Key(
        "desk.same",
        "ctrl+o",
        "admit_all_the_same",
        mark("Admit"),
        mark("Admit them all the same: on leave, or stood in for"),
    ),
    Key("desk.undo", "ctrl+z", "app.undo", mark("Undo"), mark("Take back what was done last at this desk")),
    Key("desk.walk_in", "ctrl+w", "walk_in", mark("Walk-in"), mark("Add and admit someone who is not in the roster")),
    Key("desk.substitute", "ctrl+b", "substitute", mark("Substitute"), mark("Someone comes in their place")),
    Key("desk.late", "ctrl+l", "admit_late", mark("Late"), mark("Sign them in late, for a time that is past")),
    Key("desk.code", "ctrl+v", "code", mark("Show code"), mark("Show their code on the whole screen")),
    Key("desk.codes", "ctrl+k", "codes", mark("Codes"), mark("Issue and print codes, one or all; while that runs, end it")),
    Key("desk.pane", "pagedown", "pane", mark("Lists"), mark("Show the units, those who are missing, or who came")),
    Key("desk.reissue", "ctrl+u", "reissue", mark("New code"), mark("Issue them a new code; the one before it is revoked")),
    Key("desk.note", "ctrl+n", "note", mark("Note"), mark("Write a note on them")),
    Key("desk.edit", "ctrl+f", "edit", mark("Correct"), mark("Correct what the roster says of them")),
    Key("desk.leave", "ctrl+s", "leave", mark("Leave"), mark("They are on leave, or are expected after all")),
    Key("desk.depart", "ctrl+e", "depart", mark("Leave early"), mark("They leave early")),
    Key("desk.details", "ctrl+d", "details", mark("Details"), mark("All about them")),
    Key(
        "desk.test",
        "ctrl+a",
        "scanner",
        mark("Scanner"),
        mark("Test the scanner: what arrives, how fast, and whether it is right"),
    ),
    Key("desk.order", "pageup", "order", mark("By rank"), mark("Order those who are missing by rank, or by unit again")),
    Key(
        "desk.down",
        "down",
        "choose(1)",
        mark("Choose"),
        mark("The next one found; Enter admits the one chosen without a code"),
    ),
    Key("desk.up", "up", "choose(-1)", mark("Choose back"), mark("The one found before it")),
    Key("desk.clear", "escape", "clear", mark("Clear"), mark("Empty the field")),
    Key("desk.redo", "ctrl+y", "app.redo", mark("Redo"), mark("Take back the last undo at this desk")),
)

DEMO = (
    Key("clock.pause", "z", "app.clock_pause", mark("Pause"), mark("Stop the simulated clock, or let it go on")),
    Key(
        "clock.slower",
        "less_than_sign",
        "app.clock_speed(0.5)",
        mark("Slower"),
        mark("Let the simulated clock run at half the speed"),
    ),
    Key(
        "clock.faster",
        "greater_than_sign",
        "app.clock_speed(2)",
        mark("Faster"),
        mark("Let the simulated clock run at twice the speed"),
    ),
)


def bindings(*groups: Iterable[Key]) -> list[BindingType]:
    """The Textual bindings of these keys, with ids by which they can be mapped to others."""
    return [
        Binding(key.keys, key.action, key.word, id=key.id, tooltip=key.sentence, show=False)
        for group in groups
        for key in group
    ]


def cap(key: Key) -> str:
    """What the key line calls a key, in the current language: what is printed on the first of its keys."""
    return _cap(key.keys.split(",")[0])


def caps(key: Key) -> str:
    """All the keys that do the same, as the help lists them."""
    return " ".join(_cap(each) for each in key.keys.split(","))


def _cap(name: str) -> str:
    return tr(_CAPS[name]) if name in _CAPS else name.upper() if name[1:].isdigit() else name

"""Entries in words: what `do` and `log` print, and what the dashboard's status line says was just done."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from store import actions
from store.actions import Action, action_of, fields_of
from store.documents import Documents
from store.entry import Entry
from store.fold import UNDO
from store.journal import Journal
from store.labels import label
from store.models import TABLES, Cue, Document, Item
from store.phrases_security import of_security
from store.triggers import mask_url
from store.words import mark, pick, tr

FIELDS = {
    "number": mark("number"),
    "title": mark("title"),
    "form": mark("form"),
    "kind": mark("kind"),
    "unit": mark("unit"),
    "contact": mark("contact"),
    "duration_s": mark("duration"),
    "changeover_s": mark("changeover time"),
    "fixed_start": mark("fixed start"),
    "fixed_end": mark("fixed end"),
    "min_duration_s": mark("shortest duration"),
    "approved": mark("approval"),
    "performers": mark("performers"),
    "mics": mark("microphones"),
    "props": mark("props"),
    "text": mark("the call"),
    "text_en": mark("the call in English"),
    "type": mark("type"),
    "to": mark("to whom"),
    "caller": mark("called by"),
    "critical": mark("critical"),
    "needs_ack": mark("to be acknowledged"),
    "ref": mark("hangs on"),
    "item": mark("item"),
    "at": mark("time"),
    "offset_s": mark("offset"),
    "trigger": mark("trigger"),
    "headers": mark("headers"),
    "body": mark("body"),
    "name": mark("name"),
    "rank": mark("rank"),
    "seat": mark("seat"),
    "phone": mark("phone"),
    "attention": mark("attention"),
    "performance": mark("show"),
    "substitute_of": mark("whom they come for"),
}

_CALLS = {
    "called": mark("called {subject}"),
    "standing_by": mark("{subject} is standing by"),
    "not_called": mark("took back the call of {subject}"),
}

_PLAIN: dict[type[Action], str] = {
    actions.ItemStart: mark("started {subject}"),
    actions.ItemFinish: mark("finished {subject}"),
    actions.ItemHold: mark("held {subject}"),
    actions.ItemResume: mark("resumed {subject}"),
    actions.ItemRestore: mark("brought back {subject}"),
    actions.ItemInsert: mark("inserted {subject}"),
    actions.ItemApprove: mark("approved {subject}"),
    actions.CueStandby: mark("standby: {subject}"),
    actions.CueGo: mark("fired {subject}"),
    actions.CueReset: mark("{subject} is pending again"),
    actions.CueMove: mark("changed the order of {subject}"),
    actions.CueInsert: mark("inserted {subject}"),
    actions.OfficialAttend: mark("{subject} is expected after all"),
    actions.OfficialLeave: mark("{subject} is on leave"),
    actions.OfficialDepart: mark("{subject} has left"),
    actions.OfficialRevoke: mark("revoked the code of {subject}"),
    actions.FestivalTag: mark("made the key of the check-in codes"),
    actions.PlanPut: mark("imported {subject}"),
    actions.PlanRemove: mark("removed {subject} from the plan"),
}


def phrase(entry: Entry, documents: Documents, journal: Journal | None = None) -> str:
    """What one entry did, in the current language. With `journal` an undo says what it took back, else only of what."""
    subject = name(documents, *entry.document)
    if entry.action == UNDO:
        undone = journal.get(entry.subject) if journal else None
        return _taken_back([undone], documents, journal) if undone and journal else tr("taken back: {what}", what=subject)
    try:
        action = action_of(entry.action, entry.subject, entry.fields)
    except (KeyError, msgspec.ValidationError):  # of a later version of the program
        return f"{entry.action} {subject}"
    if type(action) in _PLAIN:
        return tr(_PLAIN[type(action)], subject=subject)
    for said in (
        _of_stage(action, subject),
        _of_item(action, subject, documents),
        _of_cue(action, subject),
        _of_broadcast(action, subject),
        of_security(action, subject),
        _of_official(action, subject, documents),
    ):
        if said:
            return said
    return f"{entry.action} {subject}"


def phrases(entries: Sequence[Entry], documents: Documents, journal: Journal | None = None) -> str:
    """What was done at one stroke, as one sentence; `entries` in the order in which they were recorded."""
    done = {entry.action for entry in entries}
    if done == {UNDO} and journal:
        undone = [entry for undo in reversed(entries) if (entry := journal.get(undo.subject))]
        return _taken_back(undone, documents, journal)
    if len(entries) > 1 and done <= {"plan.put", "plan.remove"}:
        return _counted(entries)
    if len(entries) > 1 and done == {"checkpoint.status"}:
        return tr("{count} gates: {first}", count=len(entries), first=phrase(entries[0], documents, journal))
    if len(entries) > 1 and done <= {"official.issue", "official.revoke"}:
        issued = sum(entry.action == "official.issue" for entry in entries)
        if issued:
            return tr("issued {count} codes", count=issued)
        return tr("revoked {count} codes", count=len(entries))
    if all(entry.action in ("item.move", "cue.move") for entry in entries[1:]):
        entries = entries[:1]  # the others only made room for it
    return " · ".join(phrase(entry, documents, journal) for entry in reversed(entries))


def _taken_back(undone: Sequence[Entry], documents: Documents, journal: Journal) -> str:
    """What an undo did. Where it took back another undo, what that one had taken back holds again."""
    again = [entry for each in reversed(undone) if each.action == UNDO and (entry := journal.get(each.subject))]
    if again:
        return tr("done again: {what}", what=phrases(again, documents, journal))
    return tr("taken back: {what}", what=phrases(undone, documents, journal))


def name(documents: Documents, table: str, subject: str) -> str:
    """What a document is called: an item by number and title, others by name, those that are gone by their id."""
    document = documents.read(table, subject) if table in TABLES else None
    if isinstance(document, Item):
        return tr("{number} “{title}”", number=document.number, title=document.title)
    if isinstance(document, Cue):
        return tr("cue {number} “{text}”", number=document.number, text=pick(document.text, document.text_en))
    return _name(document) or subject


def _name(document: Document | None) -> str:
    said = {each: str(getattr(document, each, "")) for each in ("name", "name_en", "text", "summary", "task")}
    return pick(said["name"], said["name_en"]) or said["text"] or said["summary"] or said["task"]


def _counted(entries: Sequence[Entry]) -> str:
    put = sum(entry.action == "plan.put" for entry in entries)
    removed = len(entries) - put
    said = [tr("imported {count} records", count=put)] if put else []
    return " · ".join([*said, *([tr("removed {count} records", count=removed)] if removed else [])])


def _of_item(action: Action, subject: str, documents: Documents) -> str:
    match action:
        case actions.ItemAdjust(seconds=seconds):
            length = f"{abs(seconds) // 60}:{abs(seconds) % 60:02}"
            text = mark("took {length} from {subject}") if seconds < 0 else mark("gave {subject} {length} more")
            return tr(text, subject=subject, length=length)
        case actions.ItemSkip(reason=reason) if reason:
            return tr("skipped {subject}: {reason}", subject=subject, reason=reason)
        case actions.ItemSkip():
            return tr("skipped {subject}", subject=subject)
        case actions.ItemCall(state=state):
            return tr(_CALLS[state], subject=subject)
        case actions.ItemMove(after=""):
            return tr("moved {subject} to the front", subject=subject)
        case actions.ItemMove(after=after):
            return tr("moved {subject} behind {other}", subject=subject, other=name(documents, "items", after))
        case actions.ItemEdit(approved=False) if len(fields_of(action)) == 1:
            return tr("withdrew the approval of {subject}", subject=subject)
        case actions.ItemEdit():
            return tr(
                "changed {subject}: {fields}", subject=subject, fields=[tr(FIELDS[each]) for each in fields_of(action)]
            )
    return ""


def _of_official(action: Action, subject: str, documents: Documents) -> str:
    match action:
        case actions.OfficialAdmit(how="code", gate=desk):
            return (
                tr("{subject} has come, {desk}", subject=subject, desk=desk)
                if desk
                else tr("{subject} has come", subject=subject)
            )
        case actions.OfficialAdmit(how="late"):
            return tr("signed {subject} in late", subject=subject)
        case actions.OfficialAdmit():
            return tr("admitted {subject} without a code", subject=subject)
        case actions.OfficialAdd(substitute_of=other) | actions.OfficialEdit(substitute_of=other) if isinstance(other, str):
            return tr("{subject} comes for {other}", subject=subject, other=name(documents, "officials", other))
        case actions.OfficialAdd():
            return tr("added {subject}", subject=subject)
        case actions.OfficialEdit():
            return tr(
                "changed {subject}: {fields}", subject=subject, fields=[tr(FIELDS[each]) for each in fields_of(action)]
            )
        case actions.OfficialIssue(issue=number):
            return tr("issued code number {number} to {subject}", subject=subject, number=number)
        case actions.OfficialNote(text=text):
            return (
                tr("note on {subject}: {text}", subject=subject, text=text)
                if text
                else tr("note on {subject} removed", subject=subject)
            )
    return ""


def _of_stage(action: Action, subject: str) -> str:
    match action:
        case actions.StageSetStatus(status=status):
            return tr("{subject}: {status}", subject=subject, status=label("stage.status", status))
        case actions.StageDepartment(department=department, state=state, note=note):
            words = {"department": label("stage.department", department), "state": label("department.state", state)}
            said = tr("{subject}: {department} {state}", subject=subject, **words)
            return tr("{said} ({note})", said=said, note=note) if note else said
    return ""


def _of_cue(action: Action, subject: str) -> str:
    match action:
        case actions.CueAck(by=by) if by:
            return tr("{by} has acknowledged {subject}", subject=subject, by=by)
        case actions.CueAck():
            return tr("acknowledged {subject}", subject=subject)
        case actions.CueSkip(reason=reason) if reason:
            return tr("skipped {subject}: {reason}", subject=subject, reason=reason)
        case actions.CueSkip():
            return tr("skipped {subject}", subject=subject)
        case actions.CueNote(text=text):
            return tr("{subject}: “{text}”", subject=subject, text=text)
        case actions.CueEdit():
            return tr(
                "changed {subject}: {fields}", subject=subject, fields=[tr(FIELDS[each]) for each in fields_of(action)]
            )
        case actions.CueResult(ok=True, status=status, latency_ms=latency):
            return tr("{subject}: done, {status} in {latency} ms", subject=subject, status=status, latency=latency)
        case actions.CueResult(error=error):
            return tr("{subject} FAILED: {error}", subject=subject, error=error)
    return ""


def _of_broadcast(action: Action, subject: str) -> str:
    match action:
        case actions.BroadcastFault(kind=kind, note=note):
            said = tr("{subject}: {kind} has begun", subject=subject, kind=label("broadcast.fault", kind))
            return tr("{said} ({note})", said=said, note=note) if note else said
        case actions.BroadcastRestore():
            return tr("{subject}: the broadcast incident is over", subject=subject)
        case actions.BroadcastLead(lead_s=0):
            return tr("{subject}: cues no longer stand by on their own", subject=subject)
        case actions.BroadcastLead(lead_s=lead):
            return tr("{subject}: cues stand by {seconds} s before their moment", subject=subject, seconds=lead)
        case actions.BroadcastStream(url=""):
            return tr("{subject}: no stream is watched", subject=subject)
        case actions.BroadcastStream(url=url):
            return tr("{subject}: the stream {url} is watched", subject=subject, url=mask_url(url))
        case actions.BroadcastSignal(state=state):
            return tr("{subject}: {state}", subject=subject, state=label("broadcast.signal", state))
    return ""

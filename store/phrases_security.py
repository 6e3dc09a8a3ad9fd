"""The command room's entries in words."""

from __future__ import annotations

from store.actions import Action, duty, incident, stop
from store.actions import checkpoint as cp
from store.labels import label
from store.words import mark, tr

_PLAIN: dict[type[Action], str] = {
    cp.CheckpointSweep: mark("{subject}: swept and clear"),
    incident.IncidentRaise: mark("incident raised: {subject}"),
    incident.IncidentEdit: mark("incident set right: {subject}"),
    incident.IncidentAccept: mark("accepted: {subject}"),
    incident.IncidentDispatch: mark("people sent: {subject}"),
    incident.IncidentArrive: mark("on scene: {subject}"),
    incident.IncidentControl: mark("contained: {subject}"),
    incident.IncidentClose: mark("dealt with: {subject}"),
    incident.IncidentHold: mark("on hold: {subject}"),
    incident.IncidentReopen: mark("reopened: {subject}"),
    incident.IncidentFalseAlarm: mark("false alarm: {subject}"),
    incident.IncidentStrike: mark("struck a note: {subject}"),
    stop.StopRequest: mark("show stop requested: {subject}"),
    stop.StopAuthorise: mark("SHOW STOPPED: {subject}"),
    stop.StopResume: mark("the show goes on: {subject}"),
    stop.StopEvacuate: mark("EVACUATE: {subject}"),
    duty.DutySolve: mark("problem solved: {subject}"),
    duty.DutyDone: mark("reported done: {subject}"),
    duty.DutyVerify: mark("verified: {subject}"),
}


def of_security(action: Action, subject: str) -> str:
    """What an action of the command room did; "" where it is none."""
    if type(action) in _PLAIN:
        return tr(_PLAIN[type(action)], subject=subject)
    return _of_checkpoint(action, subject) or _of_incident(action, subject) or _of_the_rest(action, subject)


def _of_checkpoint(action: Action, subject: str) -> str:
    match action:
        case cp.CheckpointSetStatus(status=status) | cp.CheckpointReopen(status=status):
            return tr("{subject}: {status}", subject=subject, status=label("checkpoint.status", status))
        case cp.CheckpointCount(inward=inward, outward=outward):
            said = [tr("{count} in", count=f"{inward:+d}")] if inward else []
            said += [tr("{count} out", count=f"{outward:+d}")] if outward else []
            return f"{subject}: {' '.join(said)}"
        case cp.CheckpointCorrect(count_in=count_in, count_out=count_out, reason=reason):
            said = [tr("{count} in", count=count_in)] if count_in is not None else []
            said += [tr("{count} out", count=count_out)] if count_out is not None else []
            return tr("{subject} corrected to {counts} {reason}", subject=subject, counts=said, reason=reason).rstrip()
        case cp.CheckpointReport(kind=kind, note=note, happened_at=happened_at):
            kind_words = label("report.state", "made_up") if happened_at else label("report.kind", kind)
            return tr("{subject}: {report} {note}", subject=subject, report=kind_words, note=note).rstrip()
        case cp.CheckpointStaff(staff=staff):
            return tr("{subject}: {staff} on post", subject=subject, staff=staff)
    return ""


def _of_incident(action: Action, subject: str) -> str:
    match action:
        case incident.IncidentAssign(who=who):
            return tr("{who} put on {subject}", who=who, subject=subject)
        case incident.IncidentUnassign(who=who):
            return tr("{who} taken off {subject}", who=who, subject=subject)
        case incident.IncidentSeverity(severity=severity):
            return tr("{subject}: {status}", subject=subject, status=label("incident.severity", str(severity)))
        case incident.IncidentNote(text=text):
            return tr("{subject}: {status}", subject=subject, status=text)
        case incident.IncidentEscalate(to=to):
            return tr("{subject} taken to {who}", subject=subject, who=to)
        case incident.IncidentDuplicate(of=other):
            return tr("{subject} is a duplicate of {other}", subject=subject, other=other)
        case incident.IncidentLink(to=other):
            return tr("{subject} linked to {other}", subject=subject, other=other)
        case incident.IncidentUnlink(to=other):
            return tr("{subject} no longer linked to {other}", subject=subject, other=other)
    return ""


def _of_the_rest(action: Action, subject: str) -> str:
    match action:
        case stop.StopAck(by=by):
            return tr("{subject}: {status}", subject=subject, status=label("stop.ack", by))
        case stop.StopClear(exit=exit_):
            return tr("{subject}: all clear at {exit}", subject=subject, exit=exit_)
        case duty.DutyReport(progress_pct=percent, note=note):
            return tr("{subject}: {percent} % {note}", subject=subject, percent=percent, note=note).rstrip()
        case duty.DutyProblem(text=text):
            return tr("problem reported: {subject}: {text}", subject=subject, text=text)
        case duty.DutyReject(note=note):
            return tr("put back: {subject}: {text}", subject=subject, text=note)
    return ""

"""Stopping the show on a stage: the subject is the stage."""

from __future__ import annotations

from store.actions.base import Action
from store.models import AckName, Name


class StopRequest(Action, frozen=True, tag="stop.request"):
    """Ask for the show to be stopped. It stops nothing."""

    reason: str = ""


class StopAuthorise(Action, frozen=True, tag="stop.authorise"):
    """Stop the show: the stage's items and cues are held from now on."""


class StopAck(Action, frozen=True, tag="stop.ack"):
    """Say that one's part of the stop is done."""

    by: AckName


class StopResume(Action, frozen=True, tag="stop.resume"):
    """Let the show go on, once all have acknowledged; of a stop that was but requested: decline it."""


class StopEvacuate(Action, frozen=True, tag="stop.evacuate"):
    """Have the stage's area evacuated."""


class StopClear(Action, frozen=True, tag="stop.clear"):
    """An exit reports all clear, by its id."""

    exit: Name

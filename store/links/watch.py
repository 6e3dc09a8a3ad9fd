"""Watching a stream: what it is at each moment, from what has been read of it. Pure; its seconds only ever go on.

On the air means that the media sequence moves on within three target durations and that the newest segment can be had
(RFC 8216). Nothing here asks for the time or the network.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from store.models import SignalState
from store.words import Message, mark

USUAL_TARGET_S = 6.0
TARGETS = 3
ENDED = mark("the playlist says that the stream has ended")
NOT_MOVING = mark("the playlist does not move on")


class Reading(NamedTuple):
    """A media playlist as it was read: how far it has come, its target duration, whether it is at its end.

    `position` is the media sequence number behind its newest segment; it grows with every segment.
    """

    position: int
    target_s: float
    ended: bool = False


class Watch(msgspec.Struct, frozen=True):
    """What is known of a stream. `began` is when the watch began; the others are None until they have happened."""

    began: float
    target_s: float = USUAL_TARGET_S
    position: int | None = None
    moved: float | None = None
    fault: Message | None = None
    runs: bool = False

    @property
    def patience_s(self) -> float:
        """How long a stream may stand still before it is no longer on the air."""
        return TARGETS * self.target_s

    def read(self, reading: Reading, at: float) -> Watch:
        """The watch after a playlist was read, and its newest segment had, at `at`."""
        target = min(60.0, max(0.5, reading.target_s or USUAL_TARGET_S))
        if reading.ended:
            return replace(self, target_s=target, position=reading.position, fault=Message(ENDED), runs=False)
        if self.position is None:
            return replace(self, target_s=target, position=reading.position, moved=at, fault=None)
        if reading.position != self.position:  # backwards too: the encoder was started anew
            return replace(self, target_s=target, position=reading.position, moved=at, fault=None, runs=True)
        return replace(self, target_s=target, fault=None)

    def failed(self, fault: Message, at: float) -> Watch:
        """The watch after the playlist, or its newest segment, could not be had at `at`."""
        return replace(self, fault=fault)

    def state(self, at: float) -> SignalState:
        """What the stream is at `at`."""
        if self.fault is not None and self.fault.text == ENDED:
            return "lost"
        since = self.began if self.moved is None else self.moved
        if at - since > self.patience_s:
            return "lost" if self.fault is not None else "stalled"
        return "on_air" if self.runs else "starting"

    def reason(self, at: float) -> Message | None:
        """Why it is not on the air; None where nothing is wrong."""
        if self.fault is not None:
            return self.fault
        return Message(NOT_MOVING) if self.state(at) == "stalled" else None

    def newest_age_s(self, at: float) -> float | None:
        """How long ago the newest segment came; None before there was one."""
        return None if self.moved is None else at - self.moved

    def next_read_in_s(self) -> float:
        """When to read the playlist again: twice in each target duration, and so often that a stall is not noticed late."""
        return min(1.5, max(0.5, self.target_s / 2))

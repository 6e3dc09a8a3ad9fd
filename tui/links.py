"""The dashboard's connections: the triggers of the cues, and the watch over the streams. None holds up the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from store.actions import BroadcastSignal, CueGo, CueResult
from store.airtime import airtime
from store.cues import sheet
from store.day import Day
from store.errors import LianyunError
from store.festival import Changed, Festival
from store.links.background import Background
from store.links.firing import Firing
from store.links.streams import Seen, Streams
from store.models import Performance, Signal, SignalState
from store.rundown import seconds
from store.who import Who

if TYPE_CHECKING:
    from tui.operating import Operating

WATCHED_BEFORE_S = 1800  # from when on a stream is looked at: long enough to mend it


class Links:
    """The connections of the dashboard `app` for one festival; in a rehearsal nothing is `enabled` to leave.

    What comes back from their thread is taken up on the screen's own.
    """

    def __init__(self, app: Operating, festival: Festival, *, enabled: bool = True) -> None:
        self._app = app
        self._festival = festival
        self._background = Background()
        self._firing = Firing(festival, self._background, self._answered, enabled=enabled)
        self._streams = Streams(self._background, self._signalled)
        self._closing = False
        self._watching = False

    def warm(self) -> None:
        """Have everything ready before it is wanted; from now on this station watches the streams."""
        if not self._watching and not self._festival.read_only:
            self._watching = True
            self._firing.warm()

    def go(self, action: CueGo, who: Who) -> Changed:
        """Record the GO of a cue and send its trigger; raises as `Festival.do` does."""
        return self._firing.go(action, who)

    def seen(self, show: str) -> Seen | None:
        """What this station sees of a show's stream; None where it does not watch it."""
        seen = self._streams.seen(show)
        return None if seen.state == "off" else seen

    def look(self, day: Day) -> None:
        """Watch the streams of the shows that are, or will soon be, on the air. Called once a second."""
        if self._watching:
            shows = [show for show in day.performances() if show.stream and show.broadcast == "live"]
            self._streams.watch({show.id: show.stream for show in shows if _is_watched(day, show)})

    def close(self) -> None:
        """Wait for the triggers that are under way, record what became of them, and end the watch."""
        self._closing = True
        self._firing.finish()
        self._background.close()

    # -- from the other thread -----------------------------------------------------------------------------------------

    def _answered(self, result: CueResult) -> None:
        if self._closing:
            self._record(result)  # the screen's thread is waiting for it in `close`
        else:
            self._app.call_later(self._record, result)

    def _signalled(self, show: str, seen: Seen) -> None:
        if not self._closing:
            self._app.call_later(self._signal, show, seen)

    # -- on the screen's thread ----------------------------------------------------------------------------------------

    def _record(self, result: CueResult | BroadcastSignal) -> None:
        try:
            self._festival.do(result, self._app.who)
        except LianyunError as refusal:
            if not self._closing:
                self._app.say_refused(str(refusal))

    def _signal(self, show: str, seen: Seen) -> None:
        about = self._festival.documents.get(Performance, show)
        if about is None or not about.stream or not _is_news(about.signal, seen.state, self._festival.station):
            return
        reason = msgspec.to_builtins(seen.reason) if seen.reason and seen.state in ("stalled", "lost") else None
        self._record(BroadcastSignal(subject=show, state=seen.state, since=self._festival.day().now, reason=reason))


def _is_news(signal: Signal | None, state: SignalState, station: str) -> bool:
    """Whether a change of state that this station sees is to be recorded.

    Other stations may watch the same stream: what they have recorded already is none, and neither is that a watch begins
    here, or ends, while theirs goes on.
    """
    if state == (signal.state if signal else "off"):
        return False
    if state == "starting":
        return signal is None or signal.state == "off"
    return state != "off" or (signal is not None and signal.station == station)


def _is_watched(day: Day, show: Performance) -> bool:
    air = airtime(sheet(day, show.id))
    return air is not None and air.state != "off" and seconds(day.now, air.since) <= WATCHED_BEFORE_S

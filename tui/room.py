"""What can be done from every page: raise an incident, follow a show stop, change who is at this station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.day import Day
from store.incidents import new_id
from store.labels import label
from store.stops import late_acks, missing_acks
from store.text import clean
from store.who import ROLES, Who
from store.words import tr

if TYPE_CHECKING:
    from store.quick import Quick
    from tui.app import LianyunApp


def raise_incident(app: LianyunApp) -> None:
    """Ask for an incident in one line, and raise it."""
    from tui.dialogs.quick import QuickDialog

    def answered(read: Quick | None) -> None:
        if read is not None:
            app.perform(read.action(new_id(app.festival.day(), app.festival.station)))

    app.push_screen(QuickDialog(), answered)


def follow_stop(app: LianyunApp) -> None:
    """Show how the stops stand, and what can be done about them."""
    from tui.dialogs.stop import StopDialog

    app.push_screen(StopDialog())


def change_operator(app: LianyunApp) -> None:
    """Ask for the role, then for the name."""
    from tui.dialogs.ask import AskDialog
    from tui.dialogs.choose import ChooseDialog

    def role_chosen(role: str | None) -> None:
        if role is None:
            return

        def named(name: str | None) -> None:
            if name is not None:
                app.who = Who(clean(name) or app.who.name, role)
                app.say(tr("At this station now: {who}", who=app.who_words))

        question = tr("Who is at this station? Empty leaves {name}.", name=app.who.name)
        app.push_screen(AskDialog(question), named)

    choices = [(role, label("role", role)) for role in ROLES]
    app.push_screen(ChooseDialog(tr("In which role?"), choices), role_chosen)


def stop_words(day: Day) -> str:
    """What the top line of every page says of the stops; "" where no stage is stopped and none is asked to."""
    for state in ("evacuating", "authorised", "requested"):
        for stage in day.stages():
            stop = stage.stop
            if stop is not None and stop.state == state:
                words = tr("‼ {state}: {stage}", state=label("stop.state", state), stage=day.name(stage))
                if missing := missing_acks(stop):
                    late = "‼" if late_acks(stop, day.now) else ""
                    words += tr(" · {count} to acknowledge", count=len(missing)) + late
                return words
    stopped = next((stage for stage in day.stages() if stage.status == "stopped"), None)
    return tr("STOPPED") if stopped is not None else ""

"""A broadcast incident in two keys: which one begins, or that it is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.formats import clock_time
from store.labels import LABELS, label
from store.models import Fault, FaultKind
from store.words import tr

KINDS = tuple(cast("FaultKind", kind) for kind in LABELS["broadcast.fault"])
OVER = "over"


class FaultDialog(ModalScreen[str | None]):
    """Offers the kinds under 1, 2, 3 and the end of what is open under 0; answers with the kind, `OVER`, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(str(place), f"dismiss('{kind}')", show=False) for place, kind in enumerate(KINDS, 1)),
        Binding("0", f"dismiss('{OVER}')", show=False),
    ]

    def __init__(self, faults: Sequence[Fault], zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._open = [fault for fault in faults if fault.until is None]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(tr("A broadcast incident, from this moment on:"), markup=False, classes="question")
            for place, kind in enumerate(KINDS, 1):
                yield Static(f"{place}  {label('broadcast.fault', kind)}", markup=False)
            yield Static("", markup=False)
            for fault in self._open:
                words = {"kind": label("broadcast.fault", fault.kind), "time": clock_time(fault.since, self._zone)}
                yield Static(tr("‼ {kind} since {time}", **words), markup=False)
            yield Static(tr("0  it is over") if self._open else tr("none is open"), markup=False, classes="question")
            yield Static(tr("Esc leaves it"), markup=False, classes="hint")

"""A choice of one out of a list, found by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.words import tr

Choice = tuple[str, str]


class ChooseDialog(ModalScreen[str | None]):
    """Shows the choices, each a key and what is read; enter takes the key of the one in front, Esc none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("down", "move('cursor_down')", show=False, priority=True),
    ]
    CSS = """
    ChooseDialog OptionList { height: auto; max-height: 14; background: transparent; border: none; margin-bottom: 1; }
    """

    def __init__(self, question: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False, classes="question")
            yield Input(placeholder=tr("a part of the name"))
            yield OptionList(markup=False)
            yield Static(tr("↑ ↓ Enter chooses    Esc leaves it"), markup=False, classes="hint")

    def on_mount(self) -> None:
        self._offer("")

    def _offer(self, wanted: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        words = wanted.lower().split()
        options.add_options(Option(text, key) for key, text in self._choices if all(word in text.lower() for word in words))
        options.highlighted = 0 if options.option_count else None

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        self._offer(typed.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        self.dismiss(chosen.option.id)

    def action_move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()

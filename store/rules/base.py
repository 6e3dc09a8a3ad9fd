"""What a rule is.

A rule has two parts. `apply` is the subject's own state machine: pure, it takes the document, the action and the entry
and returns the document after it; where the action makes no sense it raises `DoesNotApply`. `check` looks at everything
else (the stage, the other items, what the operator saw) before anything is recorded, and returns the actions to record:
the one wanted, and what must happen with it. The same `apply` refuses an action that is to be recorded and marks an
entry that arrives too late as a conflict, so that no condition is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from store.actions import Action
from store.models import Document

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry


class Rule(NamedTuple):
    """One action's rule. Without a `check`, nothing bears on the action but its own document. `creates` tells that it may be
    applied where there is no document yet."""

    apply: Callable[[Any, Any, Entry], Document | None]
    check: Callable[[Day, Any], Sequence[Action]] | None = None
    creates: bool = False

"""What happens to each kind of subject: one module a subject. `RULES` has the rule of every action but undo."""

from __future__ import annotations

from store.actions import Action
from store.rules import checkpoint, cue, duty, incident, item, official, plan, stage, stop
from store.rules.base import Rule

RULES: dict[type[Action], Rule] = {
    **item.RULES,
    **cue.RULES,
    **stage.RULES,
    **stop.RULES,
    **checkpoint.RULES,
    **incident.RULES,
    **duty.RULES,
    **official.RULES,
    **plan.RULES,
}

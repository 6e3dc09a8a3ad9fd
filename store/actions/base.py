"""What every action is."""

from __future__ import annotations

import msgspec

from store.models import Name


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="action"):
    """What every action has: the id of its subject."""

    subject: Name

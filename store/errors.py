"""What can go wrong, as one tree.

LianyunError            said to a person in one line
├── Refused             an action may not be done now; nothing was recorded
│   ├── DoesNotApply    it makes no sense for the subject as it stands; when folded in, it becomes a conflict
│   └── NeedsConsent    it may be done, once someone has said so: `consent` is what to confirm
├── NotRecorded         the disk refused; nothing was recorded, trying again is safe
└── FolderError         a festival's folder cannot be opened
    ├── InUse           another program writes it
    └── Damaged         a checksum, the chain or a line is wrong: `lianyun repair`
"""

from __future__ import annotations

from typing import Any

from store.words import Message


class LianyunError(Exception):
    """The base of all that is said to a person: an English text with placeholders and the values to fill them."""

    def __init__(self, text: str, **values: Any) -> None:
        self.message = Message(text, values)
        super().__init__(text, values)

    def __str__(self) -> str:
        return str(self.message)


class Refused(LianyunError):
    """The action may not be done now; nothing was recorded."""


class DoesNotApply(Refused):
    """The action makes no sense for its subject as it stands. Raised by the rules alone; folding keeps it as a conflict."""


class NeedsConsent(Refused):
    """The action may be done once someone has confirmed it; `consent` names what is to be confirmed."""

    def __init__(self, consent: str, text: str, **values: Any) -> None:
        super().__init__(text, **values)
        self.consent = consent


class NotRecorded(LianyunError):
    """The disk refused the record. Documents are as before, and doing it again is safe."""


class FolderError(LianyunError):
    """A festival's folder cannot be opened."""


class InUse(FolderError):
    """Another program is writing the folder."""


class Damaged(FolderError):
    """What the folder holds is not what was written."""

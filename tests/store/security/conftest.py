"""A festival with security, open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.festival import Festival
from tests.store.security.guarded import guarded_festival


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Festival]:
    """The command room's festival, its clock at 10:00."""
    with guarded_festival(tmp_path / "room") as festival:
        yield festival

"""The receiver that stands beside these tests, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running

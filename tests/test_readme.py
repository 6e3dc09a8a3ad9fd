"""The READMEs are true: every key of the dashboard is in them, every picture exists, and so does every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.words import speak, tr
from tui import keys

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
GROUPS = (
    keys.PAGES,
    keys.COMMON,
    keys.ORDER,
    keys.STAGES,
    keys.BROADCAST,
    keys.CHECKIN,
    keys.OVERVIEW,
    keys.WELCOME,
    keys.DEMO,
)


@pytest.mark.parametrize("language", READMES)
def test_every_key_is_in_the_readme(language: str) -> None:
    speak(language)
    text = READMES[language].read_text(encoding="utf-8")
    missing = [key.id for group in GROUPS for key in group if f"| `{keys.caps(key)}` | {tr(key.sentence)} |" not in text]
    assert missing == []


@pytest.mark.parametrize("language", READMES)
def test_every_picture_is_there(language: str) -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", READMES[language].read_text(encoding="utf-8"))
    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


@pytest.mark.parametrize("language", READMES)
def test_every_target_of_make_is_one(language: str) -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = READMES[language].read_text(encoding="utf-8")
    named = {name for pair in re.findall(r"^ {4}make ([a-z]+)|`make ([a-z]+)", text, re.MULTILINE) for name in pair if name}
    assert named
    assert named <= targets

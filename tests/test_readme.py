"""The READMEs are true: every key of the dashboard is in them, every picture exists, and so does every command."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from store.labels import label
from store.roles import RIGHTS
from store.who import ROLES
from store.words import speak, tr
from tui import keys

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- roles -->", "<!-- /roles -->"
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
GROUPS = (
    keys.PAGES, keys.COMMON, keys.ORDER, keys.STAGES, keys.BROADCAST, keys.SECURITY, keys.INCIDENTS, keys.DUTIES,
    keys.CHECKIN, keys.OVERVIEW, keys.WELCOME, keys.DEMO,
)  # fmt: skip


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


@pytest.mark.parametrize("language", READMES)
def test_the_roles_in_the_readme_are_those_of_the_code(language: str) -> None:
    """The table stands between two markers; with README_TABLE=write it is printed there anew."""
    speak(language)
    readme = READMES[language]
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = f"{before}{BEGIN}\n{roles_table()}\n{END}{after}"
    if os.environ.get("README_TABLE") == "write":
        readme.write_text(wanted, encoding="utf-8")
    assert text == wanted or os.environ.get("README_TABLE") == "write"


def roles_table() -> str:
    """Who may do what, as a table: a line for each right, a column for each role."""
    lines = [f"| {' | '.join(['', *(label('role', role) for role in ROLES)])} |", f"|---{'|:-:' * len(ROLES)}|"]
    for right in RIGHTS:
        marks = ["✓" if role in ("command", *right.roles) else "" for role in ROLES]
        lines.append(f"| {tr(right.words)} `{' '.join(right.actions)}` | {' | '.join(marks)} |")
    return "\n".join(lines)

"""What the program says, in the reader's language.

English stands in the code and is the key; `assets/locale/zh_CN` holds the Chinese. A text that is made now and read
later (a refusal, a conflict kept in a document) travels as a `Message`, so that each reader sees it in their own language.
"""

from __future__ import annotations

import os
from importlib import resources
from typing import Any

import msgspec

LANGUAGES = ("en", "zh")

_catalogue: dict[str, str] = {}
_language = "en"


class Message(msgspec.Struct, frozen=True):
    """A text in English with `{placeholders}` and the values that fill them; a value may itself be a message."""

    text: str
    values: dict[str, Any] = {}

    def __str__(self) -> str:
        return tr(self.text, **self.values)


def tr(text: str, /, **values: Any) -> str:
    """Return `text` in the current language, its `{placeholders}` filled from `values`."""
    words = _catalogue.get(text, text)
    return words.format(**{name: _said(value) for name, value in values.items()}) if values else words


def _said(value: Any) -> Any:
    """A value as it is read: messages, and messages that came back from a file as plain dicts, in the current language."""
    if isinstance(value, dict) and "text" in value:
        return tr(value["text"], **value.get("values", {}))
    if isinstance(value, (list, tuple)):
        return tr(", ").join(str(_said(each)) for each in value)
    return value


def mark(text: str) -> str:
    """Mark `text` for the catalogue where it is only named; it is translated where it is shown."""
    return text


def language() -> str:
    """The current language, one of `LANGUAGES`."""
    return _language


def pick(chinese: str, english: str) -> str:
    """Choose between the two forms of a name that a plan carries; where one is empty, the other."""
    return (english or chinese) if _language == "en" else (chinese or english)


def speak(language: str) -> None:
    """Switch to `language` ("en" or "zh"); raises ValueError for any other."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _catalogue.clear()
    if language == "zh":
        _catalogue.update(load("zh_CN"))


def load(locale: str) -> dict[str, str]:
    """Read the catalogues in `assets/locale/{locale}`: English text to translated text."""
    import polib

    folder = resources.files("assets").joinpath("locale", locale)
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".po")]
    return {entry.msgid: entry.msgstr for text in texts for entry in polib.pofile(text) if entry.msgstr}


def preferred(environ: dict[str, str] | None = None) -> str:
    """The language of the locale that the environment names: "zh" for any Chinese one, else "en".

    The variables are looked at in the order of POSIX (LC_ALL, LC_MESSAGES, LANG); where none is set, as on Windows,
    the system's own setting decides.
    """
    environ = dict(os.environ) if environ is None else environ
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    system = (locale.getlocale()[0] or "").lower()
    return "zh" if system.startswith(("zh", "chinese")) else "en"

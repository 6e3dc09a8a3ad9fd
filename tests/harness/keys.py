"""What a terminal sends for each key, by the names that Textual gives the keys."""

from __future__ import annotations

_PLAIN = {"enter": "\r", "tab": "\t", "space": " ", "backspace": "\x7f", "escape": "\x1b", "shift+tab": "\x1b[Z"}

# xterm's sequences: those that end in a letter, and those that end in "~" behind a number.
_LETTERS = {
    "up": "A",
    "down": "B",
    "right": "C",
    "left": "D",
    "end": "F",
    "home": "H",
    "f1": "P",
    "f2": "Q",
    "f3": "R",
    "f4": "S",
}
_NUMBERS = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    "f5": 15,
    "f6": 17,
    "f7": 18,
    "f8": 19,
    "f9": 20,
    "f10": 21,
    "f11": 23,
    "f12": 24,
}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def sent(key: str) -> bytes:
    """The bytes that a terminal sends for a key: a character, or a name such as `f2`, `ctrl+s`, `shift+up`, `alt+x`.

    Raises ValueError for a key that it does not know.
    """
    if key in _PLAIN:
        return _PLAIN[key].encode()
    if len(key) == 1:
        return key.encode()
    *modifiers, name = key.split("+")
    if not set(modifiers) <= _MODIFIERS.keys():
        raise ValueError(key)
    if name in _LETTERS or name in _NUMBERS:
        return _sequence(name, sum(_MODIFIERS[each] for each in modifiers))
    if modifiers == ["ctrl"] and len(name) == 1 and name.isascii() and name.isalpha():
        return bytes([ord(name.upper()) & 0x1F])
    if modifiers == ["alt"]:
        return b"\x1b" + sent(name)
    raise ValueError(key)


def _sequence(name: str, modifier: int) -> bytes:
    if name in _NUMBERS:
        return f"\x1b[{_NUMBERS[name]}{f';{modifier + 1}' if modifier else ''}~".encode()
    if modifier:
        return f"\x1b[1;{modifier + 1}{_LETTERS[name]}".encode()
    return f"\x1b{'O' if name.startswith('f') else '['}{_LETTERS[name]}".encode()

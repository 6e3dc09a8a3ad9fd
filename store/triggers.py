"""Triggers: the HTTP request that a cue carries, as people write it, as it is sent, and as it may be seen.

A trigger is written on one line. Ready-made kinds need no URL:

    vmix 10.0.0.5 Cut Input=2          GET  http://10.0.0.5:8088/api/?Function=Cut&Input=2
    companion 10.0.0.5 1/2/3           POST http://10.0.0.5:8000/api/location/1/2/3/press
    ontime 10.0.0.5 start/next         GET  http://10.0.0.5:4001/api/start/next
    POST http://10.0.0.5:9000/cue      any other receiver, with headers (`Name: value; …`) and a body

`{number}`, `{text}` and the others of `FIELDS` are filled in when it is sent, each written as the place needs it.
`{secret:NAME}` stands for a secret of the station's settings: the record, the screens and the reports know its name only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from store.errors import DoesNotApply, Refused
from store.models import Cue, Item, Trigger
from store.rundown import Rundown
from store.words import mark

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
PORTS = {"vmix": 8088, "companion": 8000, "ontime": 4001}
FIELDS = (
    "number", "text", "text_en", "type", "to", "caller", "due", "show", "show_en", "item", "item_number", "item_title",
)  # fmt: skip

HIDDEN = "•••"
_SECRET = re.compile(r"\{secret:([A-Za-z0-9_.-]+)\}")
_PLACE = re.compile(r"\{(?:secret:([A-Za-z0-9_.-]+)|(" + "|".join(FIELDS) + r"))\}")
_TELLING = re.compile(r"pass|pwd|token|secret|auth|key|sig|cookie|credential", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")

HOW = mark("vmix HOST FUNCTION KEY=VALUE, companion HOST PAGE/ROW/COLUMN, ontime HOST ACTION, or METHOD URL")


class Request(NamedTuple):
    """A request ready to be sent; it has the secrets in it and is never recorded or shown."""

    method: str
    url: str
    headers: dict[str, str]
    body: str


# -- as people write it -----------------------------------------------------------------------------------------------


def read_trigger(text: str, headers: str = "", body: str = "") -> Trigger | None:
    """The trigger of that line, None for an empty one. Raises DoesNotApply where it cannot be read or shows a secret."""
    words = text.split()
    if not words:
        return None
    kind, rest = words[0].lower(), words[1:]
    if kind in PORTS:
        if not rest:
            raise _unreadable(text)
        trigger = _ready_made(kind, rest, text)
    elif kind.upper() in METHODS and len(rest) == 1:
        trigger = Trigger(kind.upper(), rest[0], _headers(headers), body)
    else:
        raise _unreadable(text)
    _must_be_address(trigger.url)
    must_not_tell(trigger)
    return trigger


def _ready_made(kind: str, words: list[str], text: str) -> Trigger:
    host, *rest = words
    base = f"http://{host if _has_port(host) else f'{host}:{PORTS[kind]}'}"
    if kind == "vmix" and rest and all("=" in each for each in rest[1:]):
        pairs = [("Function", rest[0]), *((name, value) for name, _, value in (each.partition("=") for each in rest[1:]))]
        query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
        return Trigger("GET", f"{base}/api/?{query}", kind="vmix")
    if kind == "companion" and len(rest) == 1 and re.fullmatch(r"\d+/-?\d+/-?\d+", rest[0]):
        return Trigger("POST", f"{base}/api/location/{rest[0]}/press", kind="companion")
    if kind == "ontime" and len(rest) == 1:
        return Trigger("GET", f"{base}/api/{rest[0].strip('/')}", kind="ontime")
    raise _unreadable(text)


def _has_port(host: str) -> bool:
    return bool(re.search(r"(?<!:):\d+\Z", host)) and (host.count(":") == 1 or "]" in host)


def _quoted(text: str) -> str:
    """Written for a query; the places that are filled in later stay as they are."""
    return "".join(
        part if _PLACE.fullmatch(part) else quote(part, safe="") for part in re.split(f"({_PLACE_WHOLE})", text) if part
    )


_PLACE_WHOLE = r"\{(?:secret:[A-Za-z0-9_.-]+|" + "|".join(FIELDS) + r")\}"


def _headers(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in text.split(";"))):
        name, colon, value = each.partition(":")
        if not colon or not _HEADER.fullmatch(name.strip()):
            raise DoesNotApply(
                "The header {found} cannot be read; accepted: Name: value; Name: value", found=mask_text(each)
            )
        found[name.strip()] = value.strip()
    return found


def _unreadable(text: str) -> DoesNotApply:
    return DoesNotApply("The trigger {found} cannot be read; accepted: {how}", found=mask_text(text), how=HOW_MESSAGE)


HOW_MESSAGE = {"text": HOW}


def _must_be_address(url: str) -> None:
    """Raise DoesNotApply for what is no web address: a trigger reaches nothing but a receiver in the network."""
    if not is_address(url):
        raise DoesNotApply("{found} is no web address; accepted: http://HOST:PORT/PATH", found=mask_url(url))


def is_address(url: str) -> bool:
    """Whether a text is an address that can be asked over HTTP."""
    try:
        parts = urlsplit(_SECRET.sub("x", url))
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False


def written(trigger: Trigger | None) -> tuple[str, str, str]:
    """The trigger as one would write it: its line, its headers, its body."""
    if trigger is None:
        return "", "", ""
    headers = "; ".join(f"{name}: {value}" for name, value in trigger.headers.items())
    parts = urlsplit(trigger.url)
    if trigger.kind == "vmix":
        function, *pairs = parse_qsl(parts.query, keep_blank_values=True)
        words = [parts.netloc, function[1], *(f"{name}={value}" for name, value in pairs)]
        if not any(" " in word or not word for word in words):
            return " ".join(["vmix", *words]), headers, trigger.body
    elif trigger.kind == "companion":
        return f"companion {parts.netloc} {parts.path.removeprefix('/api/location/').removesuffix('/press')}", headers, ""
    elif trigger.kind == "ontime":
        return f"ontime {parts.netloc} {parts.path.removeprefix('/api/')}", headers, ""
    return f"{trigger.method} {trigger.url}", headers, trigger.body


# -- as it is sent ----------------------------------------------------------------------------------------------------


def values_of(show: Rundown, cue: Cue, due: str) -> dict[str, str]:
    """What the places in a cue's trigger are filled with; `due` is its moment as a text."""
    item = _item(show, cue)
    return {
        "number": str(cue.number),
        "text": cue.text,
        "text_en": cue.text_en,
        "type": cue.type,
        "to": ",".join(cue.to),
        "caller": cue.caller,
        "due": due,
        "show": show.performance.name,
        "show_en": show.performance.name_en,
        "item": item.id if item else "",
        "item_number": str(item.number) if item else "",
        "item_title": item.title if item else "",
    }


def _item(show: Rundown, cue: Cue) -> Item | None:
    wanted = cue.anchor.item or (show.current.id if show.current else "")
    return next((item for item in show.items if item.id == wanted), None)


def expand(trigger: Trigger, values: Mapping[str, str], secrets: Mapping[str, str]) -> Request:
    """The request with everything filled in. Raises Refused where a secret is not in the settings of this station."""
    missing = sorted(set(_secrets_of(trigger)) - secrets.keys())
    if missing:
        raise Refused("The settings of this station have no secret {names}.", names=missing)

    def fill(text: str, how: str) -> str:
        def filled(match: re.Match[str]) -> str:
            value = secrets[match[1]] if match[1] else values.get(match[2], "")
            return _as_needed(value, how)

        return _PLACE.sub(filled, text)

    headers = {name: fill(value, "header") for name, value in trigger.headers.items()}
    return Request(
        trigger.method, fill(trigger.url, "url"), headers, fill(trigger.body, "json" if _is_json(trigger) else "plain")
    )


def fill_secrets(url: str, secrets: Mapping[str, str]) -> str:
    """An address with its secrets in it. Raises Refused where one is not in the settings of this station."""
    return expand(Trigger("GET", url), {}, secrets).url


def _as_needed(value: str, how: str) -> str:
    match how:
        case "url":
            return quote(value, safe="")
        case "json":
            return json.dumps(value, ensure_ascii=False)[1:-1]
        case "header":  # headers are Latin-1 at best; a receiver that wants a title in one decodes it
            return value if value.isascii() else quote(value, safe=" ,")
    return value


def _is_json(trigger: Trigger) -> bool:
    content = next((value for name, value in trigger.headers.items() if name.lower() == "content-type"), "")
    return "json" in content.lower() or (trigger.body.lstrip()[:1] in ("{", "[") and not _PLACE.match(trigger.body.lstrip()))


def _secrets_of(trigger: Trigger) -> list[str]:
    return [name for text in (trigger.url, trigger.body, *trigger.headers.values()) for name in _SECRET.findall(text)]


# -- as it may be seen ------------------------------------------------------------------------------------------------


def mask_url(url: str) -> str:
    """An address without its passwords and tokens; the name of a secret of the settings may be seen."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return mask_text(url)
    place = parts.netloc
    if "@" in place:
        account, _, host = place.rpartition("@")
        name, colon, password = account.partition(":")
        place = f"{name}{colon}{_masked(password)}@{host}" if colon else f"{_masked(name)}@{host}"
    query = parts.query
    if any(_TELLING.search(name) and value != _masked(value) for name, value in pairs):
        query = "&".join(
            f"{name}={_masked(value) if _TELLING.search(name) else quote(value, safe='{}:')}" for name, value in pairs
        )
    return urlunsplit((parts.scheme, place, parts.path, query, ""))


def mask_header(name: str, value: str) -> str:
    """A header's value as it may be seen."""
    return _masked(value) if _TELLING.search(name) else value


def mask_text(text: str) -> str:
    """A text in which somebody may have written a password: what looks like one is left out."""
    text = re.sub(r"(//[^/\s:@]*:)[^@\s]*@", rf"\1{HIDDEN}@", text)
    return re.sub(
        r"(?i)((?:pass\w*|pwd|token|secret|auth\w*|\w*key|sig\w*)\s*[=:]\s*)(?!\s*\{secret:)[^\s&;]+", rf"\1{HIDDEN}", text
    )


def mask_secrets(text: str, secrets: Mapping[str, str]) -> str:
    """A text from elsewhere, such as a receiver's answer, in which a secret of the settings is not to be seen."""
    for value in filter(None, secrets.values()):
        for written_so in (value, quote(value, safe=""), _as_needed(value, "json"), _as_needed(value, "header")):
            text = text.replace(written_so, HIDDEN)
    return text


def _masked(value: str) -> str:
    """Hidden, unless it is no more than the name of a secret, with words such as `Bearer` before it."""
    bare = _SECRET.sub("", value).strip()
    return value if not value or (bare != value.strip() and re.fullmatch(r"(?i)|bearer|basic|token", bare)) else HIDDEN


def must_not_tell(trigger: Trigger) -> None:
    """Raise DoesNotApply where a password or a token would stand open in the record."""
    if HIDDEN in mask_url(trigger.url) or any(mask_header(name, value) != value for name, value in trigger.headers.items()):
        raise DoesNotApply(
            "A password or token would stand open in the record. Put it into this station's settings, and write {example}.",
            example="{secret:NAME}",
        )

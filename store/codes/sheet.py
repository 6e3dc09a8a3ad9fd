"""A sheet of badges to print: an HTML page in A4 that needs nothing but a browser, with cut marks and the system's fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from store.codes.form import grouped
from store.codes.picture import Drawn
from store.codes.symbol import QUIET, SIZE, modules
from store.errors import LianyunError
from store.words import tr

LayoutName = Literal["badges", "cards", "labels"]


class Layout(NamedTuple):
    """How badges stand on an A4 page: how many across and down, their size and that of the code, all in millimetres."""

    across: int
    down: int
    width_mm: float
    height_mm: float
    code_mm: float
    name_pt: float
    text_pt: float


LAYOUTS: dict[LayoutName, Layout] = {
    "badges": Layout(2, 4, 95.0, 67.0, 40.0, 22, 11),
    "cards": Layout(2, 5, 90.0, 54.0, 34.0, 18, 10),
    "labels": Layout(3, 8, 63.0, 34.0, 24.0, 11, 7.5),
}

_STYLE = """
@page { size: A4; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", SimHei, sans-serif;
  color: #000; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.page { width: 210mm; height: 296.9mm; display: flex; flex-wrap: wrap; align-content: flex-start; overflow: hidden;
  page-break-after: always; break-after: page; position: relative; }
.page:last-child { page-break-after: auto; break-after: auto; }
.unit-head { position: absolute; top: 2mm; left: 8mm; right: 8mm; font-size: 8pt; color: #444; white-space: nowrap;
  overflow: hidden; text-overflow: ellipsis; }
.badge { position: relative; display: flex; align-items: center; gap: 2mm; padding: 2mm; overflow: hidden; }
.badge::before, .badge::after { content: ""; position: absolute; inset: 0; pointer-events: none;
  --m: linear-gradient(#000, #000); background: var(--m) 0 0 / 4mm .2mm, var(--m) 0 0 / .2mm 4mm, var(--m) 100% 0 / 4mm .2mm,
  var(--m) 100% 0 / .2mm 4mm; background-repeat: no-repeat; }
.badge::after { transform: scaleY(-1); }
.badge > div { flex: 1; min-width: 0; overflow-wrap: anywhere; overflow: hidden; max-height: 100%; }
.name { font-weight: 700; line-height: 1.15; max-height: 2.3em; overflow: hidden; }
.unit, .title { line-height: 1.3; max-height: 2.6em; overflow: hidden; }
.seat { font-weight: 700; }
.digits { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; line-height: 1.25; }
svg { flex: none; shape-rendering: crispEdges; background: #fff; }
"""


def pages(drawn: Sequence[Drawn], layout: LayoutName) -> int:
    """How many pages a sheet takes: each unit begins a new one."""
    room = LAYOUTS[layout].across * LAYOUTS[layout].down
    return sum(-(-len(list(group)) // room) for _, group in groupby(_by_unit(drawn), key=lambda each: each.official.unit))


def write_sheet(
    drawn: Sequence[Drawn], path: Path, layout: LayoutName = "badges", goes_on: Callable[[int], bool] = lambda _done: True
) -> bool:
    """Write the sheet, by unit; `goes_on` is told how many badges are done, and stops it by returning False.

    Returns whether it was written to the end; what was begun is taken away otherwise. Raises LianyunError where the file
    cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        whole = True
        with beside.open("w", encoding="utf-8") as file:
            for part in _parts(drawn, layout, goes_on):
                if part is None:
                    whole = False
                    break
                file.write(part)
        if whole:
            beside.replace(path)
        else:
            beside.unlink()
    except OSError as fault:
        raise LianyunError(
            "{file} cannot be written: {fault}.", file=str(path), fault=fault.strerror or str(fault)
        ) from fault
    return whole


def _parts(drawn: Sequence[Drawn], layout: LayoutName, goes_on: Callable[[int], bool]) -> Iterator[str | None]:
    about = LAYOUTS[layout]
    left = (210 - about.across * about.width_mm) / 2
    top = (297 - about.down * about.height_mm) / 2
    yield f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{escape(tr("Badges"))}</title><style>{_STYLE}'
    yield f".page {{ padding: {top:g}mm {left:g}mm 0; }}\n"
    yield f".badge {{ width: {about.width_mm:g}mm; height: {about.height_mm:g}mm; font-size: {about.text_pt:g}pt; }}\n"
    yield f".name {{ font-size: {about.name_pt:g}pt; }} .digits {{ font-size: {about.text_pt * 0.8:g}pt; }}\n"
    yield f"svg {{ width: {about.code_mm:g}mm; height: {about.code_mm:g}mm; }}</style></head><body>\n"
    room, done = about.across * about.down, 0
    for unit, group in groupby(_by_unit(drawn), key=lambda each: each.official.unit):
        badges = list(group)
        for first in range(0, len(badges), room):
            yield f'<section class="page"><p class="unit-head">{escape(unit)}</p>\n'
            for each in badges[first : first + room]:
                if not goes_on(done):
                    yield None
                    return
                yield _badge(each)
                done += 1
            yield "</section>\n"
    yield "</body></html>\n"


def _by_unit(drawn: Sequence[Drawn]) -> list[Drawn]:
    """The badges by unit, the units in the order of the roster."""
    order = {unit: place for place, unit in reversed(list(enumerate(each.official.unit for each in drawn)))}
    return sorted(drawn, key=lambda each: order[each.official.unit])


def _badge(drawn: Drawn) -> str:
    official = drawn.official
    lines = [("name", official.name), ("unit", official.unit), ("title", official.title), ("seat", official.seat)]
    text = "".join(f'<p class="{name}">{escape(value)}</p>' for name, value in lines if value)
    digits = f'<p class="digits">{grouped(drawn.code)}</p>'
    return f'<article class="badge">{_svg(drawn.code)}<div>{text}{digits}</div></article>\n'


def _svg(code: str) -> str:
    """The code as a vector picture, one unit a module."""
    side = SIZE + 2 * QUIET
    path = "".join(_runs(QUIET + y, row) for y, row in enumerate(modules(code)))
    return f'<svg viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def _runs(y: int, row: Sequence[bool]) -> str:
    """The dark runs of a row of modules, as rectangles of one path."""
    found, x = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            found.append(f"M{QUIET + x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(found)

"""A code as a QR symbol of version 1-M: 21 × 21 modules, the smallest that there is.

The qrcode package tries all eight masks by making the symbol anew for each, which takes most of its time. What two masks
of one symbol differ by does not depend on its data, so here the symbol is made once and the others follow from it; the
best is chosen by qrcode's own measure.
"""

from __future__ import annotations

from functools import cache
from typing import cast

SIZE = 21
QUIET = 4  # modules of white around it, as ISO/IEC 18004 demands
MASKS = 8

Modules = tuple[tuple[bool, ...], ...]


def modules(code: str) -> Modules:
    """The modules of a code's symbol, true for a dark one, without the quiet zone."""
    from qrcode.util import lost_point

    plain = _made(code, 0)
    masked = [_differing(plain, _difference(mask)) for mask in range(MASKS)]
    return min(masked, key=lambda each: int(lost_point(each)))


def _made(code: str, mask: int) -> Modules:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    symbol = QRCode(version=1, error_correction=ERROR_CORRECT_M, mask_pattern=mask)
    symbol.add_data(code, optimize=0)
    symbol.make(fit=False)
    return tuple(tuple(map(bool, row)) for row in cast("list[list[bool | None]]", symbol.modules))


@cache
def _difference(mask: int) -> Modules:
    """By which modules a symbol with that mask differs from one with mask 0, whatever its data."""
    return _differing(_made("0" * 30, 0), _made("0" * 30, mask))


def _differing(one: Modules, other: Modules) -> Modules:
    return tuple(tuple(a is not b for a, b in zip(row, beside, strict=True)) for row, beside in zip(one, other, strict=True))

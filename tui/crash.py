"""What is kept of an error that nobody foresaw."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path


def write(fault: BaseException, arguments: Sequence[str]) -> Path:
    """Write the error with its traceback to a file of its own among the temporary ones; returns the file."""
    handle, name = tempfile.mkstemp(prefix="lianyun-crash-", suffix=".txt")
    lines = [f"lianyun {' '.join(map(repr, arguments))}\n", f"Python {platform.python_version()}, {platform.platform()}\n\n"]
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines([*lines, *traceback.format_exception(fault)])
    return Path(name)

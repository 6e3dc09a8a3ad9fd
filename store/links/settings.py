"""The settings of this station: a file that only its user reads, with the secrets that triggers and streams name.

    # ~/.config/lianyun/settings.toml  (mode 600)
    [secrets]
    vmix = "a password"

A cue says `{secret:vmix}`; the record, the screens and the reports never have more than that name.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from store.errors import Refused

FILE = "settings.toml"


def settings_file() -> Path:
    """Where the settings of this station lie."""
    from platformdirs import user_config_path

    return user_config_path("lianyun", appauthor=False) / FILE


def secrets(file: Path | None = None) -> Mapping[str, str]:
    """The secrets of this station by name; none where there is no file. Raises Refused where it cannot be read."""
    import tomllib

    path = file or settings_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("secrets", {})
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Refused("The settings of this station cannot be read: {file}", file=str(path)) from fault
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Refused("In the settings of this station, [secrets] has to be texts by name: {file}", file=str(path))
    return found


def is_open_to_others(file: Path | None = None) -> bool:
    """Whether other users of this machine can read the settings. Windows keeps a user's folder to them anyway."""
    path = file or settings_file()
    if sys.platform == "win32" or not path.exists():
        return False
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))

"""The program's sources, read as trees: what the tests of the architecture and of the catalogue look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("store", "widgets", "tui")


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the program by its dotted name; a package goes by its own, without `__init__`."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_bytes(), str(path)
        )
        for layer in LAYERS
        for path in sorted((ROOT / layer).rglob("*.py"))
    }


def imports(module: str) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it: `from a import b` gives `a` and `a.b`."""
    for node in ast.walk(sources()[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _origin(module: str, node: ast.ImportFrom) -> str:
    """The dotted name after `from`, made absolute."""
    if not node.level:
        return node.module or ""
    is_package = any(name.startswith(f"{module}.") for name in sources())
    package = module.split(".")[: None if is_package else -1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def name_of(node: ast.expr) -> str:
    """The last name of what is called or named: `words.tr` gives `tr`; anything else gives nothing."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""

"""Files that ship beside the code: within the package where it is packed, else at the root."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import tracker


def resource_path(name: str) -> Path:
    """Return where a shipped file lies, as in `resource_path("themes/light.json")`."""
    return _root() / name


@cache
def _root() -> Path:
    package = Path(tracker.__file__).parent
    packed = package / "resources"
    return packed if packed.is_dir() else package.parents[1] / "resources"


def theme_colours(name: str) -> dict[str, str]:
    """Return the colours of a theme by their role, as `#rrggbb`."""
    groups: dict[str, dict[str, str]] = json.loads(
        resource_path(f"themes/{name}.json").read_text(encoding="utf-8")
    )
    return {role: colour for group in groups.values() for role, colour in group.items()}


def document_path(name: str) -> Path:
    """Return where a page of the documentation lies that ships, too, as in `import.md`."""
    package = Path(tracker.__file__).parent
    packed = package / "docs"
    return (packed if packed.is_dir() else package.parents[1] / "docs") / name

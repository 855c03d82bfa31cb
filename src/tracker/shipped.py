"""Files that ship beside the code: within the package where it is packed, else at the root."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tracker


def resource_path(name: str) -> Path:
    """Return where a shipped file lies, as in `resource_path("themes/light.toml")`."""
    return _root() / name


@cache
def _root() -> Path:
    package = Path(tracker.__file__).parent
    packed = package / "resources"
    return packed if packed.is_dir() else package.parents[1] / "resources"


def document_path(name: str) -> Path:
    """Return where a page of the documentation lies that ships, too, as in `import.md`."""
    package = Path(tracker.__file__).parent
    packed = package / "docs"
    return (packed if packed.is_dir() else package.parents[1] / "docs") / name

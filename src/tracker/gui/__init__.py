"""The window and everything in it: the face that a person sees, the only package with widgets.

Qt is first imported here. PySide6 puts a hook into every later import, for the sake of
`from __feature__ import …`, which nothing here uses: the hook is taken out again, which saves a
start about a tenth (docs/performance.md).
"""

import builtins

_import = builtins.__import__

import PySide6.QtWidgets  # noqa: E402, F401 (the hook comes with it)

builtins.__import__ = _import

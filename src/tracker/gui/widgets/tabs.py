"""Pages within a page: underlined words, each with a count where something waits behind it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar

from tracker.gui.widgets.text import plain

Key = TypeVar("Key", bound=Hashable)


class Tabs(QTabBar, Generic[Key]):
    """One page of a few, in view by its name; the first at first.

    What only sets how the same thing is shown is no page: that is `Segments`.
    """

    selected = Signal()

    def __init__(self, pages: Iterable[tuple[Key, str]], name: str) -> None:
        super().__init__()
        self._names = dict(pages)
        self._keys = list(self._names)
        self.setProperty("role", "tabs")
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        for text in self._names.values():
            self.addTab(plain(text))
        self.currentChanged.connect(self.selected)

    @property
    def value(self) -> Key:
        """Which page is in front."""
        return self._keys[self.currentIndex()]

    def choose(self, key: Key) -> None:
        """Bring a page forward."""
        self.setCurrentIndex(self._keys.index(key))

    def show_count(self, key: Key, count: int, tip: str = "") -> None:
        """Say how many things are behind a page's name; none are left out."""
        at = self._keys.index(key)
        name = plain(self._names[key])
        self.setTabText(at, f"{name} {count}" if count else name)
        self.setTabToolTip(at, tip)

"""Review: what will stand here, until there is a review pack."""

from __future__ import annotations

from tracker.gui.bridge import Bridge
from tracker.gui.page import Header, Page, page_layout
from tracker.gui.widgets.empty import EmptyState


class ReviewPage(Page):
    """An empty state with its next step."""

    hint = "What you log now is what stands here at your review"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        layout = page_layout(self)
        layout.addWidget(Header("Review"))
        self.empty = EmptyState(
            bridge.theme,
            "file-text",
            "Your review pack will stand here",
            "Promises kept, changes and fixes with their effect, evidence and customers’ words, "
            "gathered from what you log each week. Keep logging: there is nothing else to do yet.",
            "Go to this week",
        )
        self.empty.next_step.connect(self._log)
        layout.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Show the same words as before."""

    def _log(self) -> None:
        self.page_requested.emit("week")

"""What was tried, what held, and what was lost: one line a program, and the reasons below it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_SHOWN = 8


@dataclass
class Tally:
    """Faults of one kind: how many were tried, and each that cost something."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def held(self, what: str, *, ok: bool, why: object = "") -> None:
        """Count one fault; `ok` False means that something was lost, or broke without a word."""
        self.tried += 1
        if not ok:
            self.lost.append(f"{what}: {why}")

    def count(self, what: str) -> None:
        """Count how often something was seen, for who reads the report."""
        self.seen[what] = self.seen.get(what, 0) + 1

    @property
    def survived(self) -> int:
        return self.tried - len(self.lost)

    def lines(self) -> list[str]:
        """Return the line of this kind, and below it what was lost."""
        told = [
            f"{self.name:44} tried {self.tried:6}  survived {self.survived:6}"
            f"  lost {len(self.lost):4}"
        ]
        told += [f"    {times:5} {what}" for what, times in sorted(self.seen.items())]
        told += [f"    LOST {one}" for one in self.lost[:MOST_SHOWN]]
        return told

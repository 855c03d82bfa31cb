"""The ledger: what left the house, with its exact bytes, packed so that it may be kept for years.

Pages of one look share most of their bytes (fonts, styles): content is cut into parts, and a part
that is there already is not kept twice. Nothing here is undone or changed: what has left, has left.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from tracker.domain.errors import FileTrouble
from tracker.domain.sharing import Share
from tracker.store.database import File
from tracker.store.rows import Rows


class Ledger(Rows[Share]):
    """The share table with its measures and its parts."""

    def __init__(self, file: File) -> None:
        super().__init__(file, "share", Share)

    def enter(
        self, parts: Sequence[bytes], measures: Sequence[str], rated: int, **columns: object
    ) -> int:
        """Keep an entry, its content in parts, and its measures (uids) in their order; return id.

        The first `rated` measures are those that a reply can rate, in the order of its digits.
        """
        content = b"".join(parts)
        digests = [self._part(part) for part in parts if part]
        share_id = self.add(
            digest=_digest(content), size=len(content), parts=json.dumps(digests), **columns
        )
        for place, uid in enumerate(measures):
            self._file.utils.execute(
                "INSERT INTO share_measure (share_id, measure_uid, place, rated)"
                " VALUES (?, ?, ?, ?)",
                [share_id, uid, place, int(place < rated)],
            )
        return share_id

    def begin_placing(self, share_id: int, place: Path) -> None:
        """Remember, with the entry itself, that its file is still on the way to its place."""
        self._file.utils.execute(
            "INSERT INTO placing (share_id, path) VALUES (?, ?)", [share_id, str(place)]
        )

    def end_placing(self, share_id: int) -> None:
        """Forget the way of a file that is in its place now."""
        self._file.utils.execute("DELETE FROM placing WHERE share_id = ?", [share_id])

    def settle(self) -> None:
        """Take back the entries of files that never came to their place: a kill was quicker.

        Nothing else writes this file, so whatever is on its way was left by a program that ended.
        """
        for share_id, path in self._file.query("SELECT share_id, path FROM placing"):
            if _lies_there(Path(path), self.get(share_id)):
                self.end_placing(share_id)
            else:
                self.take_back(share_id)

    def take_back(self, share_id: int) -> None:
        """Remove an entry of what has not left after all, with the parts that only it had."""
        ((listed,),) = self._file.query("SELECT parts FROM share WHERE id = ?", share_id)
        self.remove(share_id)
        for digest in _digests(listed):
            self._file.utils.execute(
                "DELETE FROM share_part WHERE digest = ? AND NOT EXISTS"
                " (SELECT 1 FROM share WHERE instr(share.parts, share_part.digest))",
                [digest],
            )

    def content(self, share_id: int) -> bytes:
        """Return the exact bytes of an entry; `FileTrouble` if they are not what they were."""
        share = self.get(share_id)
        ((listed,),) = self._file.query("SELECT parts FROM share WHERE id = ?", share_id)
        content = b"".join(self._unpacked(digest) or b"" for digest in _digests(listed))
        if _digest(content) != share.digest:
            raise FileTrouble("That page can no longer be read", "Restore a backup of the file.")
        return content

    def measures(self, share_id: int, *, rated: bool = False) -> list[str]:
        """Return the uids of the measures on an entry; with `rated` those a reply can rate."""
        rows = self._file.query(
            "SELECT measure_uid FROM share_measure WHERE share_id = ? AND rated >= ?"
            " ORDER BY place",
            share_id,
            int(rated),
        )
        return [row[0] for row in rows]

    def last_shown(self) -> dict[str, date]:
        """Return for each measure (uid) the newest day that was shown of it to its customer.

        What the person kept for themselves was shown to nobody.

        That day is the end of the period shown, or the day of sharing if that came first. An
        agreement shows no figures, so it counts for nothing here.
        """
        rows = self._file.query(
            "SELECT m.measure_uid, max(min(coalesce(s.last, s.shared_on), s.shared_on))"
            " FROM share AS s JOIN share_measure AS m ON m.share_id = s.id"
            " WHERE s.for_them = 1 AND s.way <> 'withdraw' AND s.kind IN ('scorecard', 'chart')"
            " GROUP BY m.measure_uid"
        )
        return {uid: date.fromisoformat(day) for uid, day in rows}

    def last_shared(self) -> dict[str, date]:
        """Return for each measure (uid) the day on which it was last shared."""
        rows = self._file.query(
            "SELECT m.measure_uid, max(s.shared_on)"
            " FROM share AS s JOIN share_measure AS m ON m.share_id = s.id"
            " WHERE s.for_them = 1 AND s.way <> 'withdraw' AND s.kind NOT IN ('review', 'message')"
            " GROUP BY m.measure_uid"
        )
        return {uid: date.fromisoformat(day) for uid, day in rows}

    def _part(self, part: bytes) -> str:
        digest = _digest(part)
        if self._unpacked(digest) != part:  # it is not there, or its bytes were harmed
            self._file.utils.execute(
                "INSERT INTO share_part (digest, packed) VALUES (?, ?)"
                " ON CONFLICT (digest) DO UPDATE SET packed = excluded.packed",
                [digest, packed(part)],
            )
        return digest

    def _unpacked(self, digest: str) -> bytes | None:
        """Return a part; None where it is not there, or makes no sense."""
        found = self._file.query("SELECT packed FROM share_part WHERE digest = ?", digest)
        try:
            return zlib.decompress(found[0][0]) if found else None
        except zlib.error:
            return None


def _lies_there(path: Path, share: Share) -> bool:
    try:
        return path.stat().st_size == share.size and _digest(path.read_bytes()) == share.digest
    except (OSError, ValueError):  # a name that no file can have
        return False


def _digests(listed: str) -> list[str]:
    """Return the parts of an entry; none where the list of them was harmed."""
    try:
        said = json.loads(listed)
    except ValueError:
        return []
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=32)
def packed(part: bytes) -> bytes:
    """Return a part as it is kept; asked for ahead in another thread, it is there when needed."""
    return zlib.compress(part, _level(part))


def _level(part: bytes) -> int:
    """Return how hard to pack: what is packed inside (Word, slides, PNG, PDF) gains little more."""
    if part.startswith((b"PK", b"\x89PNG")):
        return 0
    return 1 if part.startswith(b"%PDF") else 6

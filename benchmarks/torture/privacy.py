"""A mark of its own in every text of the file; then everything that can be written is read for it.

Read are bytes, members of archives, what a PDF says and packs, the notes of pictures, also of those
within a page. What may stand where is said here, column by column, apart from the program.
"""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import sqlite3
import stat
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.torture.forked import TODAY, Word, demo, fresh, rows, run, soundness
from benchmarks.torture.hostile import DERIVED, FIXED
from benchmarks.torture.tally import Tally

PLACE = "zqplacezq"
MARK = re.compile(r"zq(?:((?:(?!zq)[a-z_])+)\.([a-z_]+)\.(\d+)|place)zq")
# Never in any file but with a wish for it: one's own state and thoughts.
ALONE = re.compile(
    r"^(pulse\w*\.|note\.|assessment\.|want\.|mandate\.|check_in\.|conflict_side\.|tier_move\."
    r"|explanation\.|standard\.|stop\.|evaluation\.private_note|fix\.(obstacle|note|owner)"
    r"|customer\.(?!name)|decision\.note|conflict\.(?!title)|own_stop\.(?!what)|link\.(?!who)"
    r"|version\.reason|event\.note|moment\.note)"
)
# What may be on what a customer gets, if the row is of that customer or of everybody.
FOR_THEM = {
    "customer": ("name",),
    "measure": ("name", "their_name"),
    "version": ("unit", "definition", "impact", "words"),
    "service": ("name", "definition", "done_when", "needed_when"),
    "evaluation": ("note",),
    "event": ("title",),
    "fix": ("what",),
    "planned_change": ("reason",),
    "person": ("name", "role", "mail"),
    "sharing": ("words", "if_broken", "come_back"),
    "mention": ("text",),
    "rating": ("words",),
    "agreement": ("agreed_by",),
    "decision": ("title", "options", "logic", "choice"),
}
# On the person's own papers, of every customer, besides: what is told of choices, their case. Whom
# they serve, and why, is a chapter of the review.
REVIEW: dict[str, tuple[str, ...]] = {"customer": ("benefit",), "want": ("text",)}
MINE = {
    "decision": ("learned", "next_choice", "admitted_to"),
    "wording": ("text",),
    "conflict": ("title",),
    "moment": ("title",),
}
# In tables and JSON without the wish, besides: names, and what others may read.
TABLE = {
    "service": ("why", "area"),
    "evaluation": ("skipped", "link"),
    "need": ("text",),
    "element": ("name",),
    "link": ("who",),
    "asking": ("how",),
    "kept_wording": ("text",),
    "own_stop": ("what",),
    "person": ("plan_step", "publish_to"),
    "agreement": ("terms",),
    "rating": ("code",),
    "share": ("title", "customer", "token"),
}


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Mark every text, write everything, and look for each mark."""
    folder = fresh(work / f"privacy-{PLACE}")
    path, out = folder / f"{PLACE}.db", fresh(folder / "out")
    path.write_bytes(demo(work, seed=seed % 100))
    _add_to(path)
    tally = Tally("marks of one's own in every file")
    marked, empty = _mark(path)
    tally.held("every text is marked", ok=marked > 500, why=marked)
    tally.held("the file is sound", ok=soundness(path) == "ok", why=soundness(path))
    tally.held("every table holds something", ok=not empty, why=empty)
    for name, words in _lines(path, out, short=short).items():
        ran = run(["--data", path, *words], timeout=240)
        tally.held(f"{name} is written", ok=ran.status == 0 and ran.clean, why=ran.err[-300:])
    owners = _owners(path)
    seen: set[str] = set()
    for file in sorted(one for one in out.rglob("*") if one.is_file()):
        marks = set(_marks(file))
        seen |= {f"{table}.{column}" for table, column, _ in marks}
        wrong = sorted(_wrong(file.relative_to(out).as_posix(), marks, owners))
        tally.held(file.name, ok=not wrong, why=wrong[:6])
        closed = not stat.S_IMODE(file.stat().st_mode) & 0o077
        if file.name.startswith(("review", "own")):
            tally.held(f"{file.name} is for its owner", ok=closed, why=oct(file.stat().st_mode))
    tally.held("marks are found where they may be", ok=len(seen) > 30, why=sorted(seen))
    yield tally


def _add_to(path: Path) -> None:
    """Add what the sample data may be without, and a table of every kind that is empty."""
    for words in (
        ["note", "a note", "--customer", "finance leads", "--tags", "t"],
        ["need", "finance leads", "a need"],
        ["moment", "finance leads", "a moment", "2026-12-01"],
        ["rate", "finance leads", "4", "--words", "w"],
        ["stop", "ledger team", "--from", "2026-11-18", "--cause", "c"],
    ):
        ran = run(["--data", path, *words])
        if ran.status:
            raise RuntimeError(ran.err)
    day = TODAY.isoformat()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        for statement in (
            "INSERT INTO wording (first, last, key, text)"
            f" VALUES ('2026-01-01', '{day}', 'case:proud', 'x')",
            "INSERT INTO kept_wording (rule, text) VALUES ('customer', 'x')",
            f"INSERT INTO mandate (customer_id, text, made_on) VALUES (1, 'x', '{day}')",
            f"INSERT INTO asking (customer_id, asked_on, how) VALUES (1, '{day}', 'x')",
            "INSERT INTO pulse_word (field, since, said_on, kind, text)"
            f" VALUES ('valued', '2026-11-02', '{day}', 'one_off', 'x')",
            "INSERT INTO explanation (measure_id, start, text, kind)"
            " VALUES (1, '2026-10-05', 'x', 'explained')",
            f"INSERT INTO told (measure_id, revealed, told_on) VALUES (1, '2026-10-05', '{day}')",
            "INSERT INTO accepted_change (measure_id, start) VALUES (1, '2026-03-02')",
            "UPDATE link SET easy = 'x', by_when = 'x', what = 'x'",
            "UPDATE evaluation SET private_note = 'x', link = 'x' WHERE value IS NOT NULL",
        ):
            conn.execute(statement)


def _mark(path: Path) -> tuple[int, list[str]]:
    """Write the name of its own place behind every text of a person's."""
    marked, empty = 0, []
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        named = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in named:
            columns = conn.execute(f"PRAGMA table_info({table})").fetchall()
            if DERIVED.match(table) or all(name != "id" for _, name, *_ in columns):
                continue
            ids = [key for (key,) in conn.execute(f"SELECT id FROM {table}")]
            if not ids:
                empty.append(table)
            for _, column, kind, *_ in columns:
                if kind != "TEXT" or FIXED.search(column):
                    continue
                for key in ids:
                    marked += _marked(conn, table, column, key)
    return marked, empty


def _marked(conn: sqlite3.Connection, table: str, column: str, key: int) -> int:
    """Mark one text; 0 where there is none, or where no free text can stand."""
    mark = f"zq{table}.{column}.{key}zq"
    sql = f"UPDATE {table} SET {column} = {column} || ? WHERE id = ? AND {column} <> ''"
    try:
        return conn.execute(sql, (f" {mark}", key)).rowcount
    except sqlite3.IntegrityError:
        return 0


def _lines(path: Path, out: Path, *, short: bool) -> dict[str, list[Word]]:
    """Return what is written: every page of every customer, in every form there is."""
    made: dict[str, list[Word]] = {
        "moments.ics": ["moments", "--ics", out / "moments.ics"],
        "pages": ["publish", fresh(out / "published")],
        "shared.jsonl": ["export", out / "shared.jsonl", "--shared"],
        **{f"all.{end}": ["export", out / f"all.{end}"] for end in ("csv", "xlsx", "json")},
    }
    customers = [(str(key), str(name)) for key, name in rows(path, _CUSTOMERS)]
    for key, who in customers[: 1 if short else None]:
        for end in ("html",) if short else ("html", "pdf", "png"):
            name = f"scorecard-c{key}.{end}"
            made[name] = ["scorecard", who, out / name, "--for-them"]
        for end in ("html",) if short else ("html", "pdf"):
            made[f"agreement-c{key}.{end}"] = ["agreement", who, out / f"agreement-c{key}.{end}"]
    period = ["--from", "2026-01-01", "--to", TODAY.isoformat()]
    for end in ("html",) if short else ("html", "pdf", "docx", "pptx", "md"):
        made[f"review.{end}"] = ["review", out / f"review.{end}", *period]
    made |= _decisions(path, out, dict(customers)) | _charts(path, out, short=short)
    return made


def _decisions(path: Path, out: Path, customers: dict[str, str]) -> dict[str, list[Word]]:
    made: dict[str, list[Word]] = {}
    for decision, key in rows(path, "SELECT decision_id, customer_id FROM decision_told"):
        name = f"decision-{decision}-c{key}.html"
        made[name] = ["decision", str(decision), out / name, "--for", customers.get(str(key), "")]
    for (decision,) in rows(path, "SELECT id FROM decision"):
        for end in ("html", "pdf"):
            name = f"own-decision-{decision}.{end}"
            made[name] = ["decision", str(decision), out / name]
    return made


def _charts(path: Path, out: Path, *, short: bool) -> dict[str, list[Word]]:
    made: dict[str, list[Word]] = {}
    for key, measure, customer, who in rows(path, _CHARTED)[: 1 if short else None]:
        for end in ("svg", "png", "pdf"):
            name = f"chart-{key}-c{customer}.{end}"
            made[name] = ["chart", str(measure), out / name, "--customer", str(who), "--for-them"]
    return made


_CUSTOMERS = (
    "SELECT id, name FROM customer AS c WHERE archived_on IS NULL AND EXISTS (SELECT 1"
    " FROM measure WHERE customer_id = c.id AND shared = 1 AND draft = 0) ORDER BY id"
)
_CHARTED = (
    "SELECT m.id, m.name, c.id, c.name FROM measure AS m JOIN customer AS c ON c.id = m.customer_id"
    " WHERE m.draft = 0 AND m.shared = 1 AND m.archived_on IS NULL ORDER BY m.id"
)


def _owners(path: Path) -> dict[tuple[str, int], int | None]:
    """Return whose each row is: the customer that it names, or that its measure has.

    What is about a measure that is not shared is nobody's: 0.
    """
    found: dict[tuple[str, int], int | None] = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        named = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in named:
            columns = {row[1] for row in conn.execute(f"PRAGMA table_info({table})")}
            if "id" in columns:
                whose = _whose(table, columns)
                for key, owner in conn.execute(f"SELECT id, {whose} FROM {table}"):
                    found[table, key] = owner
    return found


def _whose(table: str, columns: set[str]) -> str:
    if table in {"customer", "measure"}:
        return "id" if table == "customer" else "iif(shared AND NOT draft, customer_id, 0)"
    of_measure = (
        "(SELECT iif(m.shared AND NOT m.draft, m.customer_id, 0) FROM measure AS m"
        f" WHERE m.id = {table}.measure_id)"
    )
    known = [of_measure] if "measure_id" in columns else []
    known += ["customer_id"] if "customer_id" in columns else []
    return f"coalesce({', '.join((*known, 'NULL', 'NULL'))})"


def _marks(file: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the place of each mark in a file, as table, column and row."""
    for content in _parts(file.suffix, file.read_bytes()):
        text = content.decode("utf-8", "replace")
        texts = [text, re.sub(r"[\u00ad\u200b]|<[^>]{0,80}>|\s", "", text)]
        if file.suffix == ".pdf":
            texts.append(content.decode("utf-16-be", "ignore"))
        for found in {one for each in texts for one in MARK.finditer(each)}:
            yield (found[1] or "place", found[2] or "", int(found[3] or 0))


def _parts(suffix: str, content: bytes) -> Iterator[bytes]:
    """Yield a file, and whatever lies packed in it."""
    yield content
    if suffix in {".docx", ".pptx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _parts(Path(name).suffix, archive.read(name))
    elif suffix in _PACKED:
        yield from _PACKED[suffix](content)


def _of_picture(content: bytes) -> Iterator[bytes]:
    for kind in (b"zTXt", b"iTXt"):
        if (at := content.find(kind)) >= 0:
            yield zlib.decompressobj().decompress(content[content.find(b"\0\0", at) + 2 :])


def _of_page(content: bytes) -> Iterator[bytes]:
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", content):
        inner = base64.b64decode(packed)
        yield from _parts(".png" if inner.startswith(b"\x89PNG") else "", inner)


def _of_json(content: bytes) -> Iterator[bytes]:
    for part in json.loads(content)["tables"]["share_part"]:
        yield zlib.decompress(base64.b64decode(part["packed"]["base64"]))


def _of_pdf(content: bytes) -> Iterator[bytes]:
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(stream)
        except zlib.error:
            yield stream
    for words in (["pdftotext", "-raw", "-", "-"], ["pdfinfo", "-"]):
        if shutil.which(words[0]):
            yield subprocess.run(words, input=content, capture_output=True, check=False).stdout


_PACKED: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    ".pdf": _of_pdf, ".png": _of_picture, ".html": _of_page, ".svg": _of_page, ".json": _of_json,
}  # fmt: skip


def _wrong(
    name: str, marks: set[tuple[str, str, int]], owners: dict[tuple[str, int], int | None]
) -> Iterator[str]:
    """Yield the marks that may not be in a file of that name."""
    whose = re.search(r"-c(\d+)\.", name)
    may = [FOR_THEM]
    if name.startswith(("all", "shared", "review", "own", "moments")):
        may.append(MINE)
    if name.startswith("review"):
        may.append(REVIEW)
    if name.startswith(("all", "shared")):
        may.append(TABLE)
    for table, column, key in marks:
        told, owner = f"{table}.{column}.{key}", owners.get((table, key))
        stands = any(column in one.get(table, ()) for one in may)
        alone = ALONE.match(told) and REVIEW not in may
        if alone or not stands:
            yield told
        elif whose is not None and owner is not None and owner != int(whose[1]):
            yield f"{told} of another customer, or not shared"

"""JSON as tables: Beeminder's goals by day, value and comment; a list of flat objects."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

from tracker.app.intake.sheet import Book, BookSheet, Exact, SheetLine, SizeLimits
from tracker.domain.errors import InvalidInput
from tracker.domain.number import plain_number

HEADS = ("daystamp", "value", "comment")
_HINT = "Import Beeminder’s export of one goal, an Excel workbook or CSV."


def read_datapoints(text: str) -> Book:
    """Read the data of a goal or of several, or a list of anything, or raise `InvalidInput`."""
    document = _document(text)
    limits = SizeLimits()
    if isinstance(document, dict) and isinstance(goals := document.get("goals"), list):
        held = [one for one in map(_named, goals) if one[1]]
        if held and all(_is_point(point) for _, points in held for point in points[:1]):
            sheets = [BookSheet(name, _lines(points, limits)) for name, points in held]
            return Book("Beeminder", tuple(sheets), "UTF-8")
    name, points = _named(document) if isinstance(document, dict) else ("", document)
    if not isinstance(points, list) or not points:
        raise InvalidInput("file", "The JSON holds no list of data points", _HINT)
    if not any(map(_is_point, points)):
        return _records(points, name)
    return Book("Beeminder", (BookSheet(name, _lines(points, limits)),), "UTF-8")


def _document(text: str) -> object:
    """Read JSON, or JSON lines: an object in each line."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
            with suppress(ValueError, RecursionError):
                return [json.loads(line) for line in lines]
        raise InvalidInput("file", "The file is no JSON that can be read", _HINT) from error


def _named(goal: object) -> tuple[str, list[object]]:
    """Return the name of a goal, and its data points; none where it has none."""
    if not isinstance(goal, dict):
        return "", []
    slug = goal.get("slug") or goal.get("title") or goal.get("goal")
    points = goal.get("data", goal.get("datapoints"))
    return slug if isinstance(slug, str) else "", points if isinstance(points, list) else []


def _lines(points: list[object], limits: SizeLimits) -> tuple[SheetLine, ...]:
    lines = [SheetLine(0, HEADS)]
    for at, point in enumerate(points, start=1):
        limits.count(3)
        lines.append(SheetLine(at, _cells(at, point)))
    return tuple(lines)


def _is_point(point: object) -> bool:
    if isinstance(point, dict):
        return "value" in point and ("daystamp" in point or "timestamp" in point)
    return isinstance(point, list)


def _records(points: list[object], name: str) -> Book:
    """Return a list of flat objects as a table: their keys are its heads."""
    rows = [point for point in points if isinstance(point, dict)]
    heads = tuple(dict.fromkeys(str(key) for row in rows for key in row))
    nested = any(isinstance(cell, list | dict) for row in rows for cell in row.values())
    if len(rows) < len(points) or not heads or nested:
        raise InvalidInput("file", "The JSON holds no list of data points", _HINT)
    limits = SizeLimits()
    lines = [SheetLine(0, heads)]
    for at, row in enumerate(rows, start=1):
        limits.count(len(heads))
        lines.append(SheetLine(at, tuple(_written(row.get(head)) for head in heads)))
    return Book("JSON", (BookSheet(name, tuple(lines)),), "UTF-8")


def _cells(at: int, point: object) -> tuple[str, str, str]:
    if isinstance(point, list) and len(point) >= 2:
        day, value, comment = point[0], point[1], point[2] if len(point) > 2 else ""
    elif isinstance(point, dict):
        day = point.get("daystamp") or _day(point.get("timestamp"))
        value, comment = point.get("value"), point.get("comment", "")
    else:
        raise InvalidInput("file", f"Data point {at} is neither a list nor an object", _HINT)
    return _written(day), _written(value), comment if isinstance(comment, str) else ""


def _day(timestamp: object) -> str:
    if isinstance(timestamp, str) and timestamp.isdecimal() and len(timestamp) < 14:
        timestamp = int(timestamp)
    if isinstance(timestamp, int | float) and 10**11 <= timestamp < 2**33 * 1000:
        timestamp /= 1000
    if not isinstance(timestamp, int | float) or not 0 <= timestamp < 2**33:
        return ""
    return datetime.fromtimestamp(timestamp, UTC).date().isoformat()


def _written(value: object) -> str:
    if isinstance(value, bool):
        return Exact("yes" if value else "no")
    if value is None:
        return ""
    if isinstance(value, int | float):
        sized = abs(value) < 1e15
        return Exact(plain_number(float(value)).replace("−", "-")) if sized else f"{value}"
    return str(value)

"""The trend of one measure as SVG, from which PNG and PDF are made too.

Light, text as text, shapes beside colours, nothing private (the picture holds nothing private), and
the same bytes for the same picture on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.picture import TrendPicture
from tracker.report.svg_axes import FOOT, HEAD, LEAST_PLOT, axes, counted, head
from tracker.report.svg_frame import MARGIN, frame_of
from tracker.report.svg_labels import ROW_HEIGHT, flag_line, placed_flags
from tracker.report.svg_legend import ROW, foot, legend, legend_rows
from tracker.report.svg_levels import level_labels, promise_lines, usual_lines, usual_ranges
from tracker.report.svg_parts import LIGHT, SMALL, document
from tracker.report.svg_ratings import rating_marks
from tracker.report.svg_spans import lanes_height, placed_spans, span_bars, stop_shades
from tracker.report.svg_spark import spark_svg
from tracker.report.svg_text import clean, cut, text_width
from tracker.report.svg_values import values

__all__ = ["LIGHT", "spark_svg", "trend_svg"]

LEAST_WIDTH, LEAST_HEIGHT = 320, 260


def trend_svg(
    picture: TrendPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a trend as one SVG document in the given or the light colours.

    It is at least 320 × 260, and higher than asked where events, fixes and legend would leave the
    plot too little room.
    """
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(picture, width, height, {**LIGHT, **colours})
    caption = cut(counted(picture.unit), SMALL, width / 3)
    flags = placed_flags(frame, MARGIN + text_width(caption, SMALL) if caption else 0.0)
    bars, left_over = placed_spans(frame)
    rows = legend_rows(frame)
    lanes = lanes_height(frame, bars)
    above = max((flag.row + 1 for flag in flags if flag.row is not None), default=0)
    top = HEAD + max(above, bool(caption)) * ROW_HEIGHT
    bottom = max(top + LEAST_PLOT, height - FOOT - lanes - ROW * len(rows))
    frame = frame.placed(top, bottom, bottom + lanes + ROW * len(rows) + FOOT)
    unnamed = left_over + sum(flag.row is None and bool(clean(flag.flag.label)) for flag in flags)
    return document(
        picture.title,
        picture.summary,
        frame.width,
        frame.height,
        head(picture.title, picture.subtitle, width, frame.colours),
        usual_ranges(frame),
        stop_shades(frame),
        axes(frame, caption, lanes),
        usual_lines(frame),
        promise_lines(frame),
        "".join(flag_line(frame, one) for one in flags),
        span_bars(frame, bars),
        values(frame),
        rating_marks(frame),
        level_labels(frame, flags),
        legend(rows, bottom + lanes + 34.0, width, frame.colours),
        foot(frame, frame.height - 20.0, unnamed),
        ground=frame.colours["panel"],
    )

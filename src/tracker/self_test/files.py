"""Every kind of file that the program writes: written into a folder, then read again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tracker.app.tracker import Tracker
from tracker.app.transfer.forms import ExportChoices, ExportForm, written
from tracker.paper.writer import KINDS, SUFFIXES, document_bytes, picture_bytes
from tracker.report.documents.document import Document
from tracker.self_test.findings import NOW, TODAY, Findings
from tracker.self_test.reading import read_text, squeezed
from tracker.store.outgoing import write_whole


class FileTest:
    """Writes into `folder` what can be written of the sample data, and reads it."""

    def __init__(self, tracker: Tracker, folder: Path, findings: Findings) -> None:
        self._tracker, self._folder, self._findings = tracker, folder, findings
        self._customer = tracker.customers.all()[0]
        self._measure = tracker.measures.where("customer_id = ?", self._customer.id)[0]

    def run(self) -> None:
        """Write and read everything; what fails stands in the findings."""
        for family in (self._exports, self._pictures, self._documents, self._calendar):
            with self._findings.step([], family.__name__.strip("_")):
                family()
        self._backup()
        self._imports()

    def _exports(self) -> None:
        for form in ExportForm:
            self._try(
                "export",
                f".{form.value}",
                self._measure.name,
                partial(_exported, form, self._tracker),
            )

    def _pictures(self) -> None:
        from tracker.app.trends.pictures import heat_picture
        from tracker.app.trends.trend import trend_picture
        from tracker.report.charts.draw import full_svg

        trend = trend_picture(self._tracker, self._measure.id, TODAY)
        drawn = {"chart": full_svg(trend), "heat map": full_svg(heat_picture(self._tracker, TODAY))}
        expected = {"chart": self._measure.name, "heat map": self._customer.name}
        for name, svg in drawn.items():
            for suffix in SUFFIXES:
                self._try(
                    name,
                    suffix,
                    expected[name],
                    partial(picture_bytes, svg, suffix),
                )

    def _documents(self) -> None:
        for name, (make, expected) in self._makers().items():
            for suffix in KINDS:
                self._try(
                    name,
                    suffix,
                    expected,
                    partial(_documented, make, suffix),
                )

    def _makers(self) -> dict[str, tuple[Callable[[str], Document], str]]:
        """Return the documents by name: what makes each for an ending, a text that is in it."""
        from tracker.app.decisions.queries import decision_page
        from tracker.app.review.review import review
        from tracker.app.sharing.ledger import agreement
        from tracker.app.sharing.scorecard import scorecard, scorecard_period
        from tracker.report.review.document import document_for
        from tracker.report.scorecard.decision import decision_document
        from tracker.report.scorecard.document import agreement_document, scorecard_document

        tracker, who = self._tracker, self._customer
        card = scorecard(tracker, who.id, *scorecard_period(TODAY, tracker), TODAY)
        agreed = agreement(tracker, who.id, TODAY)
        decided = tracker.decisions.all()[0]
        pack = review(tracker, TODAY.replace(month=1, day=1), TODAY, TODAY)
        return {
            "scorecard": (lambda _suffix: scorecard_document(card), self._measure.name),
            "agreement": (lambda _suffix: agreement_document(agreed), self._measure.name),
            "decision": (
                lambda _suffix: decision_document(decision_page(tracker, decided.id, TODAY)),
                decided.title,
            ),
            "review pack": (lambda suffix: document_for(pack, {}, suffix), self._measure.name),
        }

    def _calendar(self) -> None:
        from tracker.app.customers.moments import calendar_bytes

        moments = [(one, self._customer.name) for one in self._tracker.moments.all()]
        expected = moments[0][0].title
        self._try("moments", ".ics", expected, lambda: calendar_bytes(moments, TODAY))

    def _try(self, name: str, suffix: str, expected: str, make: Callable[[], bytes]) -> None:
        """Write one file as the program does; read it, and find in it what must be there."""
        findings, what = self._findings, f"{name} {suffix}"
        path = self._folder / f"{name}{suffix}"
        with findings.step(findings.written, what):
            write_whole(path, make())
        if not path.exists():
            return
        with findings.step(findings.read, what):
            found = read_text(path)
            if suffix != ".png" and squeezed(expected) not in squeezed(found):
                raise ValueError(f"“{expected}” does not stand in it")

    def _backup(self) -> None:
        from tracker.app.backups.contents import file_contents, opened_file
        from tracker.app.backups.shelf import BackupReason, BackupShelf

        findings, path = self._findings, self._tracker.path
        assert path is not None  # noqa: S101 - the sample data lies in a file
        shelf = BackupShelf(path)
        with findings.step(findings.written, "backup .db"):
            shelf.make(NOW, BackupReason.ASKED)
        with findings.step(findings.read, "backup .db"), opened_file(shelf.all()[0].path) as kept:
            if file_contents(kept) != file_contents(self._tracker):
                raise ValueError("the backup does not hold what the file holds")

    def _imports(self) -> None:
        """Take every table that was written into a file that is empty."""
        from tracker.app.intake.choices import ReadingChoices
        from tracker.app.intake.parts import read_book
        from tracker.app.intake.reading import read_sheets
        from tracker.app.transfer import known_measures, plan_import

        findings = self._findings
        for suffix in (".csv", ".xlsx"):
            with findings.step(findings.read, f"import {suffix}"), Tracker() as empty:
                content = (self._folder / f"export{suffix}").read_bytes()
                read = read_sheets(read_book(content), ReadingChoices(), known_measures(empty))
                plan = plan_import(empty, read.table)
                if not plan.new:
                    raise ValueError("no row of it would be taken in")
        self._months()

    def _months(self) -> None:
        """Look up the names of months of every language that a table may name them in."""
        from tracker.app.intake.spellings import LANGUAGES, month_words

        with self._findings.step(self._findings.read, "names of months"):
            for language in LANGUAGES:
                if set(month_words(language).values()) != set(range(1, 13)):
                    raise ValueError(f"not every month has a name in {language}")


def _exported(form: ExportForm, tracker: Tracker) -> bytes:
    return written(form, tracker, ExportChoices(), TODAY).content


def _documented(make: Callable[[str], Document], suffix: str) -> bytes:
    return document_bytes(make(suffix), suffix)

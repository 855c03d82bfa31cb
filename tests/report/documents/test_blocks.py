"""Every kind of block has a writer in each form; one that is new cannot be forgotten."""

from typing import get_args

import pytest

from tracker.report.documents import docx_writer, markdown
from tracker.report.documents.document import Block


@pytest.mark.parametrize(
    "writers",
    [
        vars(docx_writer._DocxWriter)["block"].dispatcher.registry,
        vars(markdown._MarkdownWriter)["block"].dispatcher.registry,
    ],
    ids=["Word", "Markdown"],
)
def test_every_kind_of_block_can_be_written(writers):
    assert set(writers) - {object} == set(get_args(Block))

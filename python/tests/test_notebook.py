"""Notebooks of the documents are up to date."""

import pathlib

import notebook
import pytest

DOCS = pathlib.Path(__file__).parents[2] / "docs"

pytestmark = pytest.mark.no_backend


def test_the_notebook_of_the_first_guide_is_that_of_its_document() -> None:
    document = (DOCS / "getting-started.md").read_text()
    assert (DOCS / "notebooks" / "getting-started.ipynb").read_text() == notebook.text(document), (
        "python python/tests/notebook.py write docs/getting-started.md docs/notebooks/getting-started.ipynb"
    )
    cells = notebook.of(document)["cells"]
    assert sum(cell["cell_type"] == "code" for cell in cells) == document.count("```java\n") + 1

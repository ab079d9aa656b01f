"""Jupyter notebooks with the kernel JJava.

`notebook.py write DOCUMENT NOTEBOOK` makes a notebook of a document: its prose, and its Java blocks as cells.
`notebook.py run NOTEBOOK CLASSPATH RESULT` executes it, with a class path in place of Maven's artifacts.
"""

import json
import os
import pathlib
import re
import sys
from typing import Any

ARTIFACTS = ("keras4j", "keras4j-jupyter")


def version() -> str:
    pom = (pathlib.Path(__file__).parents[2] / "pom.xml").read_text()
    found = re.search(r"<artifactId>keras4j-parent</artifactId>\s*<version>([^<]+)", pom)
    assert found is not None
    return found.group(1)


def cell(kind: str, text: str, number: int) -> dict[str, Any]:
    lines = text.strip().splitlines(keepends=True)
    common = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": lines}
    return common if kind == "markdown" else common | {"execution_count": None, "outputs": []}


def of(document: str) -> dict[str, Any]:
    """Returns the notebook of a document; links lead to the documents, and outputs are left to the kernel."""
    maven = "\n".join(f"%maven io.github.keras4j:{artifact}:{version()}" for artifact in ARTIFACTS)
    cells = [cell("code", maven, 0)]
    parts = re.split(r"^```(\w*)\n(.*?)^```$", document, flags=re.MULTILINE | re.DOTALL)
    for at in range(0, len(parts), 3):
        prose = re.sub(r"\]\((?!https?:|#)", "](../", parts[at])
        if prose.strip():
            cells.append(cell("markdown", prose, len(cells)))
        if at + 1 < len(parts) and parts[at + 1] == "java":
            cells.append(cell("code", parts[at + 2], len(cells)))
    kernel = {"display_name": "Java (jjava)", "language": "java", "name": "java"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "java"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def text(document: str) -> str:
    return json.dumps(of(document), indent=1, ensure_ascii=False) + "\n"


def run(notebook: pathlib.Path, class_path: str, result: pathlib.Path) -> None:
    import nbclient
    import nbformat

    read = nbformat.read(notebook, as_version=4)
    os.environ["JJAVA_CLASSPATH"] = class_path
    read.cells = [each for each in read.cells if not each.source.startswith("%maven")]
    nbclient.NotebookClient(read, timeout=300, kernel_name="java", allow_errors=True).execute()
    nbformat.write(read, result)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        pathlib.Path(sys.argv[3]).write_text(text(pathlib.Path(sys.argv[2]).read_text()))
    else:
        run(pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4]))

"""Tests of the probe, which describes any Python executable."""

import ast
import json
import pathlib
import subprocess
import sys

import numpy
import pytest

pytestmark = pytest.mark.no_backend

SCRIPT = (pathlib.Path(__file__).parents[1] / "keras4j_runtime" / "probe.py").read_text()


def facts() -> dict[str, object]:
    answer = subprocess.run([sys.executable, "-I", "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=True)
    return {key: value for line in answer.stdout.splitlines() for key, value in json.loads(line).items()}


def test_it_tells_the_interpreter_and_its_shared_library() -> None:
    found = facts()
    assert found["version"] == ".".join(map(str, sys.version_info[:3]))
    assert found["implementation"] == "CPython"
    assert pathlib.Path(found["libpython"]).is_file()
    assert found["basePrefix"] == sys.base_prefix


def test_it_tells_versions_and_where_jep_is_without_importing_it() -> None:
    found = facts()
    assert found["versions"]["numpy"] == numpy.__version__
    assert pathlib.Path(found["jepLibrary"]).name == "libjep.so"
    imported = {alias.name for node in ast.walk(ast.parse(SCRIPT)) if isinstance(node, ast.Import) for alias in node.names}
    assert "jep" not in imported


def test_every_watched_file_is_absolute() -> None:
    assert all(pathlib.Path(file).is_absolute() for file in facts()["watched"])


def test_an_old_python_can_read_it() -> None:
    # The grammar of Python 3.0 only: no variable annotations, no f-strings, no walrus.
    ast.parse(SCRIPT, feature_version=(3, 4))
    assert not [node for node in ast.walk(ast.parse(SCRIPT)) if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr)]

"""Tests of the conversion of exceptions to data, even if parts of an exception fail."""

import json
import pathlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import keras
import pytest

from keras4j_runtime import failures


def described(error: BaseException) -> Any:
    try:
        raise error
    except BaseException as raised:
        return json.loads(json.dumps(failures.describe(raised)))


@pytest.mark.no_backend
def test_an_exception_is_described_by_type_text_notes_and_frames() -> None:
    error = OSError(2, "No such file", "/x")
    error.add_note("a note")
    said = described(error)
    assert said["type"] == "FileNotFoundError"
    assert said["module"] == "builtins"
    assert said["text"] == "[Errno 2] No such file: '/x'"
    assert said["notes"] == ["a note"]
    assert [(frame["function"], frame["file"].endswith("test_failures.py")) for frame in said["frames"]] == [("described", True)]
    assert said["traceback"].startswith("Traceback (most recent call last):\n")
    assert said["layer"] is None
    assert said["cause"] is None


@pytest.mark.no_backend
def test_a_text_that_fails_says_so() -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise TypeError("no text")

    assert described(Odd())["text"].endswith("Odd whose text could not be made: TypeError('no text')>")


@pytest.mark.no_backend
@pytest.mark.parametrize("notes", [7, "words", None, {"a": 1}, object()])
def test_notes_that_are_no_list_are_left_out(notes: Any) -> None:
    error = ValueError("x")
    error.__notes__ = notes
    assert described(error)["notes"] == []


@pytest.mark.no_backend
def test_a_note_that_fails_says_so() -> None:
    class Note:
        def __str__(self) -> str:
            raise KeyboardInterrupt

    error = ValueError("x")
    error.__notes__ = ["fine", Note()]
    assert described(error)["notes"] == ["fine", "<a note whose text could not be made>"]


@pytest.mark.no_backend
def test_a_cause_goes_before_a_context_and_a_suppressed_context_is_none() -> None:
    first, second, third = ValueError("1"), ValueError("2"), ValueError("3")
    first.__context__ = second
    assert described(first)["cause"]["text"] == "2"
    first.__cause__ = third
    assert described(first)["cause"]["text"] == "3"
    first.__cause__ = None
    assert described(first)["cause"] is None


@pytest.mark.no_backend
def test_a_chain_without_an_end_is_cut() -> None:
    first, second = ValueError("1"), ValueError("2")
    first.__cause__, second.__cause__ = second, first
    said, depth = described(first), 0
    while said is not None:
        said, depth = said["cause"], depth + 1
    assert depth == 9


@pytest.mark.no_backend
def test_a_text_that_no_encoding_can_hold_is_kept() -> None:
    assert described(ValueError("a\ud83d\0\U0001f600"))["text"] == "a\ud83d\0\U0001f600"


@pytest.mark.no_backend
@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), MemoryError()])
def test_exceptions_outside_of_exception_are_described_too(error: BaseException) -> None:
    assert described(error)["type"] == type(error).__name__


def raised(action: Callable[[], object]) -> Any:
    try:
        action()
    except Exception as error:
        return failures.describe(error)
    raise AssertionError("nothing was raised")


def test_a_layer_that_refuses_its_input_while_the_model_is_built_is_named() -> None:
    error = raised(lambda: keras.Sequential([keras.Input((64,)), keras.layers.Conv2D(8, 3, name="conv"), keras.layers.Dense(1)]))
    assert error["type"] == "ValueError"
    assert error["layer"] == "conv"


def test_the_words_come_without_the_colours_of_a_terminal() -> None:
    error = raised(lambda: keras.Sequential([keras.Input((64,)), keras.layers.Reshape((5, 5), name="fold")]))
    assert error["layer"] == "fold"
    assert "\x1b" not in error["text"]
    assert "The total size of the tensor must be unchanged" in error["text"]


def test_without_a_layer_there_is_none() -> None:
    assert raised(lambda: 1 // 0)["layer"] is None


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "error",
    [
        "MemoryError()",
        "OSError(12, 'Cannot allocate memory')",
        "RuntimeError('RESOURCE_EXHAUSTED: Out of memory allocating 8 bytes')",
    ],
)
def test_a_process_without_memory_ends_and_says_so(error: str) -> None:
    code = f"""
from keras4j_runtime import failures
try:
    raise ValueError from {error}
except ValueError as error:
    failures.exit_if_out_of_memory(error)
print("alive")
"""
    half = pathlib.Path(failures.__file__).parents[1]
    ended = subprocess.run([sys.executable, "-c", code], cwd=half, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("out of memory: ValueError")


@pytest.mark.no_backend
def test_other_errors_end_no_process() -> None:
    failures.exit_if_out_of_memory(ValueError("units must be positive"))

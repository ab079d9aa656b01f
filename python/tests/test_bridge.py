"""Tests of the bridge: only data cross it."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from keras4j_runtime import bridge, object_table

pytestmark = pytest.mark.no_backend


@pytest.fixture
def answers() -> Iterator[Any]:
    """Provides the table of functions and restores it after the test."""
    before = dict(bridge._functions)
    yield bridge._functions
    bridge._functions.clear()
    bridge._functions.update(before)


def call(function: str, request: str = "{}", *arrays: Any, read_only: str = "") -> list[Any]:
    return bridge.call(function, request, None, read_only, *arrays)


def test_a_value_and_its_attachments_come_back(answers: Any) -> None:
    answers["f"] = lambda request, events, arrays: (request["n"] + 1, [b"bytes"])
    assert call("f", '{"n": 1}') == ["ok", "2", b"bytes"]


@pytest.mark.parametrize("error", [ValueError("x"), SystemExit(3), KeyboardInterrupt(), GeneratorExit()])
def test_any_exception_comes_back_as_data(answers: Any, error: BaseException) -> None:
    def fail(request: Any, events: Any, arrays: Any) -> Any:
        raise error

    answers["f"] = fail
    kind, text = call("f")
    assert kind == "error"
    assert json.loads(text)["type"] == type(error).__name__


def test_a_dead_number_comes_back_as_gone(answers: Any) -> None:
    answers["f"] = lambda request, events, arrays: object_table.get(-1)
    assert call("f") == ["gone", "no live object has the number -1"]
    assert bridge.step(-1) == ["gone", "no prediction slot has the number -1"]


def test_an_unknown_function_and_invalid_json_are_errors(answers: Any) -> None:
    answers["f"] = lambda request, events, arrays: (object(), [])
    for said in (call("no such"), call("f", "{"), call("f")):
        assert said[0] == "error"


def test_only_the_arrays_that_are_marked_are_read_only(answers: Any) -> None:
    answers["f"] = lambda request, events, arrays: ([array.flags.writeable for array in arrays], [])
    arrays = [np.zeros(1) for _ in range(3)]
    assert call("f", "{}", *arrays, read_only="101") == ["ok", "[false, true, false]"]


def test_arrays_beyond_the_sixty_fourth_are_marked_too(answers: Any) -> None:
    answers["f"] = lambda request, events, arrays: ([at for at, array in enumerate(arrays) if not array.flags.writeable], [])
    arrays = [np.zeros(1) for _ in range(70)]
    assert call("f", "{}", *arrays, read_only="0" * 65 + "1") == ["ok", "[65]"]

"""Tests of fits on batches: the same results as on rows in memory, on the one thread that may call Java."""

import threading
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from support import program, request, rows

from keras4j_runtime import batches, object_table, training

NUMBER = program('keras.layers.Dense(1, name="output")', "mean_squared_error", "epochs=3, batch_size=16, shuffle=False")
SOFTMAX = program(
    'keras.layers.Dense(3, activation="softmax", name="output")',
    "categorical_crossentropy",
    "epochs=3, batch_size=16, shuffle=False",
)


class Java:
    """Stand-in for Java that reads batches in passes over arrays, one list of arrays per stream."""

    def __init__(self, *streams: list[Any], size: int = 16) -> None:
        self.streams = streams
        self.size = size
        self.threads: set[int] = set()
        self.passes = [0] * len(streams)
        self._open: dict[int, Iterator[Any]] = {}

    def __call__(self, place: int, anew: bool) -> Any:
        self.threads.add(threading.get_ident())
        if anew:
            self.passes[place] += 1
            self._open[place] = self._read(self.streams[place])
        return next(self._open[place], None)

    def _read(self, arrays: list[Any]) -> Iterator[Any]:
        for start in range(0, len(arrays[0]), self.size):
            yield ["", *(array[start : start + self.size] for array in arrays)]


def run(source: str, java: Java, **more: Any) -> tuple[dict[str, Any], list[Any]]:
    arguments = request(source, **{"validation": len(java.streams) > 1, **more})
    return batches.fit(arguments, lambda text: 1, [java])


def codes(count: int, classes: int) -> Any:
    return (np.arange(count) % classes).astype(np.int32)


def weights(value: dict[str, Any]) -> list[Any]:
    found: list[Any] = object_table.get(value["model"]).model.get_weights()
    return found


def assert_same(one: tuple[dict[str, Any], list[Any]], other: tuple[dict[str, Any], list[Any]]) -> None:
    assert one[0]["history"] == other[0]["history"]
    assert all(np.array_equal(a, b) for a, b in zip(weights(one[0]), weights(other[0]), strict=True))
    assert one[1] == other[1]


def memory(source: str, arrays: list[Any], **more: Any) -> tuple[dict[str, Any], list[Any]]:
    return training.fit(request(source, **more), lambda text: 1, arrays)


@pytest.mark.parametrize("count", [64, 70], ids=["whole batches", "a last one of 6"])
def test_batches_give_the_model_that_rows_in_memory_give_to_the_bit(count: int) -> None:
    x, y = rows(count, 4), rows(count, 1)
    java = Java([x, y])
    assert_same(run(NUMBER, java), memory(NUMBER, [x, y]))
    assert java.passes == [3]
    assert java.threads == {threading.get_ident()}


def test_classes_weights_and_a_second_stream_for_validation_are_as_in_memory() -> None:
    x, y, w = rows(64, 4), codes(64, 3), rows(64)
    x2, y2 = rows(20, 4), codes(20, 3)
    streamed = run(SOFTMAX, Java([x, y, w], [x2, y2]), classes=3)
    in_memory = memory(SOFTMAX, [x, y, w, x2, y2], classes=3, weights=True, validation=True)
    assert_same(streamed, in_memory)
    assert set(streamed[0]["history"]) == {"loss", "val_loss"}


def test_class_weights_weigh_the_rows_of_a_batch() -> None:
    weighted = SOFTMAX.replace("epochs=3", "epochs=3, class_weight={0: 5.0}")
    x, y = rows(64, 4), codes(64, 3)
    assert_same(run(weighted, Java([x, y]), classes=3), memory(weighted, [x, y], classes=3))
    assert run(weighted, Java([x, y]), classes=3)[1] != run(SOFTMAX, Java([x, y]), classes=3)[1]
    with pytest.raises(ValueError, match="rows can't have weights where classes have"):
        run(weighted, Java([x, y, rows(64)]), classes=3)


def test_epochs_of_a_number_of_steps_go_through_the_batches_again_and_again() -> None:
    counted = NUMBER.replace("epochs=3", "epochs=3, steps_per_epoch=6")
    x, y = rows(64, 4), rows(64, 1)
    java = Java([x, y])
    value, _ = run(counted, java)
    assert java.passes == [5]
    assert value["epochs"] == 3
    twice = NUMBER.replace("epochs=3", "epochs=1")
    order = np.concatenate([np.arange(64)] * 5)[: 18 * 16]
    assert all(np.array_equal(a, b) for a, b in zip(weights(value), weights(memory(twice, [x[order], y[order]])[0]), strict=True))


def test_validation_steps_take_the_first_batches_each_time() -> None:
    counted = NUMBER.replace("epochs=3", "epochs=3, validation_steps=1")
    x, y = rows(64, 4), rows(64, 1)
    java = Java([x, y], [rows(40, 4), rows(40, 1)])
    value, _ = run(counted, java)
    assert java.passes == [3, 3]
    expected, _ = memory(NUMBER, [x, y, rows(40, 4)[:16], rows(40, 1)[:16]], validation=True)
    assert value["history"] == expected["history"]


def test_epochs_may_differ_in_length() -> None:
    lengths = iter([1, 4, 2])

    class Growing(Java):
        def _read(self, arrays: list[Any]) -> Iterator[Any]:
            for _ in range(next(lengths)):
                yield ["", *arrays]

    steps: list[str] = []

    def events(text: str | None) -> int:
        if text is not None and not text.startswith("{"):
            steps.append(text)
        return 1

    batches.fit(request(NUMBER), events, [Growing([rows(16, 4), rows(16, 1)])])
    assert steps == ["1/0", "1/0", "2/0", "3/0", "4/0", "1/0", "2/0"]


def test_several_steps_an_execution_train_on_every_batch() -> None:
    several = NUMBER.replace("loss=", "steps_per_execution=3, loss=")
    x, y = rows(64, 4), rows(64, 1)
    value, _ = run(several, Java([x, y]))
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(weights(value), weights(memory(several, [x, y])[0]), strict=True))
    assert len(value["history"]["loss"]) == 3


def test_a_stream_that_java_gives_up_ends_the_fit_without_a_model() -> None:
    class Leaving(Java):
        def _read(self, arrays: list[Any]) -> Iterator[Any]:
            yield ["", *arrays]
            yield []

    before = object_table.live_count()
    value, attachments = run(NUMBER, Leaving([rows(16, 4), rows(16, 1)]))
    assert (value, attachments) == ({"stopped": True, "epochs": 0}, [])
    assert object_table.live_count() == before


def test_the_end_of_the_batches_is_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(NUMBER, Java([rows(64, 4), rows(64, 1)]))


def test_a_read_only_batch_can_t_be_written_to() -> None:
    class Guarded(Java):
        def _read(self, arrays: list[Any]) -> Iterator[Any]:
            yield ["10", *arrays]

    x, y = rows(16, 4), rows(16, 1)
    run(NUMBER.replace("epochs=3", "epochs=1"), Guarded([x, y]))
    assert not x.flags.writeable
    assert y.flags.writeable

"""Pure Python as a contender: measures one mode, replies with lines of JSON, and ends.

    python -m benchmarks.contender <mode> <folder of the files> <seconds>

Environment variables select the backend and JAX's compilation cache. `keras4j.benchmarks.ContenderSide` has the same modes.
"""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np

from . import network, timing
from .replies import answer

ROWS_OF_A_BATCH = 1_000
WARM_UP = 20_000
FIRST_CALLS = 3_000
THREADS = 64

Call = tuple[int, int, network.Array]


class EpochEnd(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that reports the loss of an epoch as soon as it has ended."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        answer(loss=float(logs["loss"]))
        answer(peak_mb=timing.peak_memory_mb())


def cold(folder: Path) -> None:
    x, y = network.rows(folder), network.labels(folder)
    network.build().fit(x, y, batch_size=128, epochs=1, verbose=0, callbacks=[EpochEnd()])


def export(folder: Path) -> None:
    """Writes the weights of the model that Java fitted, and the answers that all contenders must give."""
    model = keras.saving.load_model(folder / "model.keras")
    dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    numbers = [weights.ravel() for layer in dense for weights in layer.get_weights()]
    np.concatenate(numbers).tofile(folder / "weights.float32")
    np.asarray(model.predict(batch(folder), verbose=0), np.float32).tofile(folder / "expected.float32")
    answer()


def batch(folder: Path) -> network.Array:
    return np.fromfile(folder / "batch.float32", np.float32).reshape(ROWS_OF_A_BATCH, network.PIXELS)


class Serving:
    """Model loaded from its file, and measurements of its predictions."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        self._batch = batch(folder)
        self._row = self._batch[:1].copy()
        self._predict = network.compiled(keras.saving.load_model(folder / "model.keras"))

    def first_answer(self) -> None:
        answer(answer=self._predict(self._row)[0].tolist())
        answer(peak_mb=timing.peak_memory_mb())

    def first_calls(self) -> None:
        taken = []
        for _ in range(FIRST_CALLS):
            start = time.perf_counter_ns()
            self._predict(self._row)
            taken.append(time.perf_counter_ns() - start)
        later = sorted(taken[1_000:])
        self._answer(
            call_1_us=taken[0] / 1e3,
            call_10_us=taken[9] / 1e3,
            call_100_us=taken[99] / 1e3,
            calls_1000_to_3000_us=later[len(later) // 2] / 1e3,
        )

    def warm_calls(self) -> None:
        self._warm_up()
        one_row = self._median(self._row, self._seconds)
        self._median(self._batch, self._seconds / 2)
        batches = self._median(self._batch, self._seconds)
        self._answer(one_row_us=one_row, rows_per_second=ROWS_OF_A_BATCH / batches * 1e6)

    def crowd(self) -> None:
        """Measures many threads that each predict one row after another, after one run to warm up."""
        self._together()
        start = time.perf_counter()
        calls = self._together()
        elapsed = time.perf_counter() - start
        expected = self._expected()
        difference = max(greatest_difference(result, expected[row : row + 1]) for row, _, result in calls)
        spread = timing.spread(sorted(taken for _, taken, _ in calls))
        self._answer(**spread, rows_per_second=len(calls) / elapsed, crowd_difference=difference)

    def beside_neighbour(self) -> None:
        """Measures alone, and once more after the other process says that its thread is busy."""
        self._warm_up()
        answer(one_row_us=self._median(self._row, self._seconds))
        if sys.stdin.readline():
            self._answer(one_row_us=self._median(self._row, self._seconds))

    def _warm_up(self) -> None:
        for _ in range(WARM_UP):
            self._predict(self._row)

    def _median(self, rows: network.Array, seconds: float) -> float:
        return timing.spread(timing.durations(seconds, lambda: self._predict(rows)))["p50_us"]

    def _together(self) -> list[Call]:
        """Returns the row, the nanoseconds and the result of each call of all threads."""
        calls: list[Call] = []

        def ask(row: int) -> None:
            end = time.perf_counter() + self._seconds
            while time.perf_counter() < end:
                start = time.perf_counter_ns()
                result = self._predict(self._batch[row : row + 1])
                calls.append((row, time.perf_counter_ns() - start, result))
                row = (row + 1) % ROWS_OF_A_BATCH

        threads = [threading.Thread(target=ask, args=(member * 31 % ROWS_OF_A_BATCH,)) for member in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return calls

    def _expected(self) -> network.Array:
        return np.fromfile(self._folder / "expected.float32", np.float32).reshape(ROWS_OF_A_BATCH, network.CLASSES)

    def _answer(self, **values: Any) -> None:
        """Replies with the greatest difference from Keras' answers, row by row and by one call for all rows."""
        alone = np.concatenate([self._predict(self._batch[at : at + 1]) for at in range(ROWS_OF_A_BATCH)])
        expected = self._expected()
        difference = max(greatest_difference(alone, expected), greatest_difference(self._predict(self._batch), expected))
        answer(**values, difference=difference)


def greatest_difference(result: network.Array, expected: network.Array) -> float:
    """Returns the greatest difference of two probabilities; one that is not a number counts as 1."""
    return float(np.nan_to_num(np.abs(result - expected), nan=1.0).max())


def main() -> None:
    mode, folder, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    modes: dict[str, Callable[[], None]] = {
        "export": lambda: export(folder),
        "cold": lambda: cold(folder),
        "serve": lambda: Serving(folder, seconds).first_answer(),
        "first": lambda: Serving(folder, seconds).first_calls(),
        "warm": lambda: Serving(folder, seconds).warm_calls(),
        "crowd": lambda: Serving(folder, seconds).crowd(),
        "neighbour": lambda: Serving(folder, seconds).beside_neighbour(),
    }
    modes[mode]()


main()

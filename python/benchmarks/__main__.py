"""Python side of the benchmarks: executes the command in each line of stdin and replies with lines of JSON.

    python -m benchmarks <backend> <folder of the data> [synchronous] [packages=<folder>]

The Java side, `keras4j.benchmarks.JavaSide`, knows the same commands.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BACKEND, FOLDER, *OPTIONS = sys.argv[1:]
os.environ.update(KERAS_BACKEND=BACKEND, TF_CPP_MIN_LOG_LEVEL="3")
if "synchronous" in OPTIONS:
    import jax

    jax.config.update("jax_cpu_enable_async_dispatch", False)  # type: ignore[no-untyped-call]

# Appended at the end of the path, so that they do not affect the measurements.
sys.path.extend(option.removeprefix("packages=") for option in OPTIONS if option.startswith("packages="))

import keras  # noqa: E402

from . import network, searching, timing  # noqa: E402
from .replies import answer  # noqa: E402
from .saving import SavedModel  # noqa: E402

ROWS_OF_A_BATCH = 1_000
WARM_UP = 10_000


class Gate(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that reports the end of an epoch, and waits for the other process before the next one."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()

    def _begin(self) -> None:
        self._start = time.perf_counter()
        self._processor = time.process_time()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        answer(
            seconds=time.perf_counter() - self._start,
            processor=time.process_time() - self._processor,
        )
        sys.stdin.readline()
        self._begin()


def fit(folder: Path, epochs: int) -> None:
    x, y = network.rows(folder), network.labels(folder)
    start = time.perf_counter()
    model = network.build()
    history = model.fit(x, y, batch_size=128, epochs=epochs, verbose=0, callbacks=[Gate()])
    seconds = time.perf_counter() - start
    answer(seconds=seconds, peak_mb=timing.peak_memory_mb(), loss=history.history["loss"][-1])


def prepare() -> Any:
    # Needs the developers' packages, unlike the other commands.
    from .preprocessing import Preprocessing

    made = Preprocessing()
    answer()
    return made


def grow(size: int, name: str) -> None:
    from . import growth

    answer(**growth.seconds(name, size))


def keep(folder: Path) -> SavedModel:
    kept = SavedModel(folder)
    answer()
    return kept


class Serving:
    """Model loaded from a file, and measurements of its predictions."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "model.keras"
        self._rows = network.rows(folder)[:ROWS_OF_A_BATCH].copy()
        self._one = self._rows[:1].copy()
        self.model = keras.saving.load_model(self._file)
        self.compiled = network.compiled(self.model)
        for _ in range(WARM_UP):
            self.compiled(self._one)
        answer(row=self.compiled(self._one)[0].tolist())

    def one_row(self, seconds: float) -> None:
        answer(**timing.spread(timing.durations(seconds, lambda: self.compiled(self._one))))

    def keras_predict(self, seconds: float) -> None:
        answer(**timing.spread(timing.durations(seconds, lambda: self.model.predict(self._one, verbose=0))))

    def batch(self, seconds: float) -> None:
        answer(**timing.spread(timing.durations(seconds, lambda: self.compiled(self._rows))))

    def restore(self) -> None:
        """Measures the time from the file to the first prediction, as in a new process."""
        start = time.perf_counter()
        network.compiled(keras.saving.load_model(self._file))(self._one)
        answer(ms=(time.perf_counter() - start) * 1e3)


def main() -> None:
    folder = Path(FOLDER)
    serving: list[Serving] = []
    preparing: list[Any] = []
    saved: list[SavedModel] = []
    commands: dict[str, Callable[..., None]] = {
        "fit": lambda epochs: fit(folder, int(epochs)),
        "search": lambda name, every: answer(**searching.Search(folder, name).run(int(every))),
        "prepare": lambda: preparing.append(prepare()),
        "prepare_scale": lambda: answer(seconds=preparing[0].seconds(0)),
        "prepare_pca": lambda: answer(seconds=preparing[0].seconds(10)),
        "growth": lambda size, *words: grow(int(size), " ".join(words)),
        "keep": lambda: saved.append(keep(folder)),
        "keep_save": lambda seconds: answer(**timing.spread(timing.durations(float(seconds), saved[0].save))),
        "keep_load": lambda seconds: answer(**timing.spread(timing.durations(float(seconds), saved[0].load))),
        "serve": lambda: serving.append(Serving(folder)),
        "one_row": lambda seconds: serving[0].one_row(float(seconds)),
        "keras_predict": lambda seconds: serving[0].keras_predict(float(seconds)),
        "batch": lambda seconds: serving[0].batch(float(seconds)),
        "restore": lambda: serving[0].restore(),
    }
    for line in iter(sys.stdin.readline, ""):
        command, *arguments = line.split()
        commands[command](*arguments)


main()

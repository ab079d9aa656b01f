"""What Java hears of a fit or an evaluation while it runs, and how it ends one."""

import json
import math
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

Events = Callable[[str | None], int]
"""Takes a report, or None in between; answers `GIVE_UP`, `GO_ON` or `END`."""

GIVE_UP, GO_ON, END = 0, 1, 2

UNKNOWN = 2**62
"""The steps of an epoch that ends when it ends."""


class Stopped(Exception):
    """Java has no more use for a fit: its caller has left, or what it called in Java has failed."""


class Watch(keras.callbacks.Callback):  # type: ignore[misc]
    """Reports the beginning, batches, epochs and the end of a fit to Java.

    Told to end, it has Keras stop after the batch; told to give up, it raises, so that callbacks do not
    take the fit for a finished one.

    It speaks when a batch begins. For a callback that listens to the end of batches, Keras waits at each
    for the loss and the metrics, and no longer prepares the next batch while one is computed.
    """

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events
        self._begun = 0
        self._rows: list[dict[str, float]] = []
        self.epochs = 0

    @staticmethod
    def of(events: Events, interval: int) -> "Watch":
        """A watch that also tells the logs of every so many batches; of none for 0."""
        return BatchWatch(events, interval) if interval else Watch(events)

    def on_train_begin(self, logs: Any = None) -> None:
        self._tell(at="begin", epochs=self.params.get("epochs"))

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self._tell(at="epoch begin", epoch=epoch + 1)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._begun = batch + 1
        if batch > 0:
            self._ask(self._progress(batch))

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._ask(None)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.epochs = epoch + 1
        self._rows.append(flat(logs))
        if self._steps():
            # The last call began with this step and may have made several.
            self._ask(self._progress(min(self._begun - 1 + self.model.steps_per_execution, self._steps())))
        self._tell(at="epoch end", epoch=epoch + 1, logs=self._rows[-1])

    def on_train_end(self, logs: Any = None) -> None:
        self._tell(at="end")

    def history(self) -> dict[str, list[float]]:
        """A number an epoch for every figure; NaN where an epoch did not have it, as one without validation."""
        names = dict.fromkeys(name for row in self._rows for name in row)
        return {name: [row.get(name, math.nan) for row in self._rows] for name in names}

    def _steps(self) -> int:
        """How many steps an epoch has; 0 where that is not known."""
        steps = self.params.get("steps") or 0
        return 0 if steps >= UNKNOWN else int(steps)

    def _progress(self, done: int) -> str:
        return f"{done}/{self._steps()}"

    def _tell(self, **event: Any) -> None:
        self._ask(json.dumps(event))

    def _ask(self, text: str | None) -> None:
        answer = self._events(text)
        if not answer:
            raise Stopped
        if answer == END:
            self.model.stop_training = True


class BatchWatch(Watch):
    """A watch that also tells the logs of every so many batches, for which Keras waits at each batch."""

    def __init__(self, events: Events, interval: int) -> None:
        super().__init__(events)
        self._interval = interval
        self._told = 0

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        super().on_epoch_begin(epoch, logs)
        self._told = 0

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        due = (batch + 1) // self._interval
        if due > self._told:
            self._told = due
            self._tell(at="batch", batch=batch + 1, batches=self._steps(), logs=flat(logs))


class EvaluationWatch(keras.callbacks.Callback):  # type: ignore[misc]
    """Ends an evaluation when Java says so; an exception would cost a JAX model its weights."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events
        self.stopped = False

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        if not self._events(None):
            self.stopped = True
            self.model.stop_evaluating = True


def flat(logs: Any) -> dict[str, float]:
    """The figures of a batch or an epoch; one of several numbers becomes `name.0`, `name.1` and so on."""
    figures: dict[str, float] = {}
    for name, value in (logs or {}).items():
        numbers = np.asarray(value, dtype=float)
        if numbers.ndim == 0:
            figures[name] = float(numbers)
        else:
            figures.update({f"{name}.{i}": float(number) for i, number in enumerate(numbers.ravel())})
    return figures

"""Progress reports of fits and evaluations to Java, and their cancellation."""

import json
import math
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

Events = Callable[[str | None], int]
"""Callback that takes a report, or None between reports, and returns `GIVE_UP`, `GO_ON` or `END`."""

GIVE_UP, GO_ON, END = 0, 1, 2

UNKNOWN_STEPS = 2**62
"""Number of steps of an epoch of unknown length."""


class Stopped(Exception):
    """Signal that Java cancelled a fit: its caller has gone, or its callback in Java has failed."""


class Reporter(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that reports the beginning, the batches, the epochs and the end of a fit to Java.

    On `END` it makes Keras stop after the batch. On `GIVE_UP` it raises, so that other callbacks do not treat
    the fit as finished.

    It reports at the beginning of a batch. For a callback on the end of batches, Keras waits for the loss and
    the metrics of each batch, and no longer prepares the next batch in the meantime.
    """

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events
        self._begun = 0
        self._rows: list[dict[str, float]] = []
        self.epochs = 0

    @staticmethod
    def of(events: Events, interval: int) -> "Reporter":
        """Returns a reporter that also reports the logs of every `interval` batches, or of none for 0."""
        return BatchReporter(events, interval) if interval else Reporter(events)

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
        self._rows.append(flat_logs(logs))
        if self._steps():
            # The last call began with this step and may have run several.
            self._ask(self._progress(min(self._begun - 1 + self.model.steps_per_execution, self._steps())))
        self._tell(at="epoch end", epoch=epoch + 1, logs=self._rows[-1])

    def on_train_end(self, logs: Any = None) -> None:
        self._tell(at="end")

    def history(self) -> dict[str, list[float]]:
        """Returns one number per epoch for each metric; NaN for an epoch without it, such as one without validation."""
        names = dict.fromkeys(name for row in self._rows for name in row)
        return {name: [row.get(name, math.nan) for row in self._rows] for name in names}

    def _steps(self) -> int:
        """Returns the number of steps of an epoch, or 0 if it is unknown."""
        steps = self.params.get("steps") or 0
        return 0 if steps >= UNKNOWN_STEPS else int(steps)

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


class BatchReporter(Reporter):
    """Reporter that also reports the logs of every `interval` batches, for which Keras waits at each batch."""

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
            self._tell(at="batch", batch=batch + 1, batches=self._steps(), logs=flat_logs(logs))


class EvaluationStopper(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that stops an evaluation on request from Java; an exception would cost a JAX model its weights."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events
        self.stopped = False

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        if not self._events(None):
            self.stopped = True
            self.model.stop_evaluating = True


def flat_logs(logs: Any) -> dict[str, float]:
    """Returns the metrics of a batch or an epoch; a metric of several numbers becomes `name.0`, `name.1` and so on."""
    figures: dict[str, float] = {}
    for name, value in (logs or {}).items():
        numbers = np.asarray(value, dtype=float)
        if numbers.ndim == 0:
            figures[name] = float(numbers)
        else:
            figures.update({f"{name}.{i}": float(number) for i, number in enumerate(numbers.ravel())})
    return figures

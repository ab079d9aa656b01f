"""Trials of a search: fits of which only the predictions on other rows are wanted, and no model is kept."""

import gc
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from . import failures, ports, prediction, programs, training, vectorized, watching

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Fold:
    """Rows to learn from, and the inputs of rows to predict."""

    training: list[Array]
    assessed: list[Array]


@dataclass(frozen=True)
class Member:
    """One trial: a program, the fold that it learns from, and the epochs after which it predicts, ascending."""

    request: dict[str, Any]
    fold: Fold
    epochs: tuple[int, ...]


Predictions = list[list[Array]]
"""For each epoch asked for, what each output gives: (rows, ...)."""


def run(request: dict[str, Any], events: watching.Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Trains the programs of a group of trials, together where that can be done.

    Args:
        request: `members`, each with `source`, `file`, `header`, `customs`, `fold` (its number) and
            `epochs`; `inputs`, `outputs` and `weights` as for `training.fit`; `folds`, how many.
        events: asked at every batch whether to go on.
        arrays: for each fold the inputs, the outcomes, maybe weights for each outcome, then the inputs of
            the rows to predict.

    Returns:
        For each member `{"together": whether it was trained with others}` or `{"error": description}`;
        and for each that has no error, each of its epochs, each output, the predictions as float32 bytes.
    """
    known = ports.of(request)
    learned = known.count() + request["weights"] * len(known.outputs)
    each = learned + len(known.inputs)
    folds = [Fold(arrays[at : at + learned], arrays[at + learned : at + each]) for at in range(0, len(arrays), each)]
    members = [
        Member({**request, **member, "validation": False}, folds[member["fold"]], tuple(member["epochs"]))
        for member in request["members"]
    ]
    try:
        together = vectorized.train(members, events) if len(members) > 1 else None
        results: list[Predictions | dict[str, Any]] = [*together] if together else [_alone(member, events) for member in members]
    except watching.Stopped:
        return {"stopped": True, "epochs": 0}, []
    finally:
        forget()
    values = [{"error": result} if isinstance(result, dict) else {"together": together is not None} for result in results]
    return {"stopped": False, "members": values}, [
        np.ascontiguousarray(output, np.float32).tobytes()
        for result in results
        if not isinstance(result, dict)
        for epoch in result
        for output in epoch
    ]


def forget() -> None:
    """Lets go of what models leave behind in Keras."""
    keras.utils.clear_session(free_memory=False)
    gc.collect()


def _alone(member: Member, events: watching.Events) -> Predictions | dict[str, Any]:
    """A trial by itself: what it predicts, or why it failed."""
    try:
        program, model = training.built(member.request)
        return _fitted(member, program, model, events)
    except watching.Stopped:
        raise
    except Exception as error:
        return failures.describe(error)


def _fitted(member: Member, program: programs.Program, model: Any, events: watching.Events) -> Predictions:
    known = ports.of(member.request)
    early = _Early(member, known)
    watch = watching.Watch.of(events, 0)
    data = training.data(model, member.request, member.fold.training)
    training.train_by(model, program.arguments(**data, callbacks=[watch, early]))
    return early.predictions + [predict(model, known, member.fold)] * (len(member.epochs) - len(early.predictions))


def predict(model: Any, known: ports.Ports, fold: Fold) -> list[Array]:
    """What the model gives for the rows to predict, an output after another."""
    rows = len(fold.assessed[0])
    outs = [np.zeros((rows, *shape), np.float32) for shape in known.output_shapes(model)]
    prediction.Predictor(model, known).run(fold.assessed, outs)
    return outs


class _Early(keras.callbacks.Callback):  # type: ignore[misc]
    """Predicts after epochs before the last: a fit of many epochs is one of fewer on its way."""

    def __init__(self, member: Member, known: ports.Ports) -> None:
        super().__init__()
        self._member = member
        self._ports = known
        self.predictions: Predictions = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Predicts where an epoch before the last was asked for."""
        if epoch + 1 in self._member.epochs[:-1]:
            self.predictions.append(predict(self.model, self._ports, self._member.fold))

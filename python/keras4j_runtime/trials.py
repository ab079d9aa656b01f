"""Trials of a search: fits of which only the predictions on other rows are wanted, and no model is kept."""

import gc
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from . import draws, failures, ports, prediction, programs, training, vectorized, watching
from .members import Fold, Member, Predictions

Array = np.ndarray[Any, Any]

_PREDICTED = 1000
"""Rows that are predicted in one call."""


@dataclass(frozen=True)
class Result:
    """What became of a trial: its predictions, or why there are none."""

    predictions: Predictions
    together: bool = False
    error: dict[str, Any] | None = None

    def value(self) -> dict[str, Any]:
        """What Java is told beside the predictions."""
        if self.error is not None:
            return {"error": self.error}
        return {"together": self.together, "shapes": [list(output.shape[1:]) for output in self.predictions[-1]]}


def run(request: dict[str, Any], events: watching.Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Trains the programs of a group of trials, together where that can be done.

    Args:
        request: `together`, whether those that can be are trained together; `members`, each with `source`, `file`, `header`,
            `customs`, `fold` (its number) and `early` (epochs); `inputs`, `outputs`, `weights` and `validation` as for
            `training.fit`.
        events: asked at every batch whether to go on.
        arrays: for each fold the inputs, the outcomes, maybe weights for each outcome, the same of rows to
            validate with where there is `validation`, then the inputs of the rows to predict.

    Returns:
        For each member `together`, whether it was trained with others, and `shapes`, a row of each output;
        or its `error`. For each without error, each early epoch and the last, each output, the predictions
        as float32 bytes.
    """
    known = ports.of(request)
    learned = (known.count() + request["weights"] * len(known.outputs)) * (1 + request["validation"])
    each = learned + len(known.inputs)
    folds = [Fold(arrays[at : at + learned], arrays[at + learned : at + each]) for at in range(0, len(arrays), each)]
    members = [Member({**request, **member}, folds[member["fold"]], tuple(member["early"])) for member in request["members"]]
    try:
        with draws.light():
            results = [result for group in _groups(members, request["together"]) for result in _group(group, events)]
    except watching.Stopped:
        return {"stopped": True, "epochs": 0}, []
    except Exception as error:
        failures.leave_without_memory(error)
        raise
    placed = dict(results)
    return {"stopped": False, "members": [placed[at].value() for at in range(len(members))]}, [
        np.ascontiguousarray(output, np.float32).tobytes()
        for at in range(len(members))
        for epoch in placed[at].predictions
        for output in epoch
    ]


def _groups(members: list[Member], together: bool) -> list[list[tuple[int, Member]]]:
    return vectorized.groups(members) if together else [[each] for each in enumerate(members)]


def forget() -> None:
    """Lets go of what models leave behind in Keras."""
    keras.utils.clear_session(free_memory=False)
    gc.collect()


class _Kept:
    """What models leave behind; JAX keeps some 15 MB of compiled programs for each."""

    _MOST = 8

    def __init__(self) -> None:
        self._models = 0

    def let_go(self) -> None:
        """Called when a model is done with; programs that are shared by many come back from the disk."""
        self._models += 1
        if self._models >= self._MOST and keras.backend.backend() == "jax":
            import jax

            jax.clear_caches()  # type: ignore[no-untyped-call]
            self._models = 0
        forget()


_kept = _Kept()


def _group(group: list[tuple[int, Member]], events: watching.Events) -> list[tuple[int, Result]]:
    """Trains trials together if that can be, else one by one."""
    if len(group) > 1:
        together = vectorized.train([member for _, member in group], events)
        _kept.let_go()
    else:
        together = None
    if together is None:
        return [(at, _alone(member, events)) for at, member in group]
    return [(at, Result(taken, together=True)) for (at, _), taken in zip(group, together, strict=True)]


def _alone(member: Member, events: watching.Events) -> Result:
    try:
        program, model = training.built(member.request)
        return Result(_fitted(member, program, model, events))
    except watching.Stopped:
        raise
    except Exception as error:
        failures.leave_without_memory(error)
        return Result([], error=failures.describe(error))
    finally:
        _kept.let_go()


def _fitted(member: Member, program: programs.Program, model: Any, events: watching.Events) -> Predictions:
    known = ports.of(member.request)
    early = _Early(member, known)
    watch = watching.Watch.of(events, 0)
    data = training.data(model, member.request, member.fold.training)
    training.train_by(model, program.arguments(**data, callbacks=[watch, early]))
    return early.predictions + [predict(model, known, member.fold)] * (len(member.early) + 1 - len(early.predictions))


def predict(model: Any, known: ports.Ports, fold: Fold) -> list[Array]:
    """What the model gives for the rows to predict, an output after another.

    On TensorFlow by Keras itself: a function that XLA has compiled would never be given back, one for each trial.
    """
    rows = len(fold.assessed[0])
    if keras.backend.backend() == "tensorflow":
        parts = [
            known.outputs_of(model.predict_on_batch(known.packed_inputs([x[start : start + _PREDICTED] for x in fold.assessed])))
            for start in range(0, rows, _PREDICTED)
        ]
        return [np.concatenate(each) for each in zip(*parts, strict=True)]
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
        """Predicts where this was asked for."""
        if epoch + 1 in self._member.early:
            self.predictions.append(predict(self.model, self._ports, self._member.fold))

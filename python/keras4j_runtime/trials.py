"""Trials of a hyperparameter search: fits that return predictions on assessment rows and keep no model."""

import gc
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from . import failures, jax_random, prediction, programs, progress, signature, training, vectorized
from .trial_members import Fold, Member, Predictions

Array = np.ndarray[Any, Any]

_MAX_PREDICTION_ROWS = 1000
"""Number of rows per prediction call."""


@dataclass(frozen=True)
class Result:
    """Result of a trial: its predictions or its error."""

    predictions: Predictions
    together: bool = False
    error: dict[str, Any] | None = None

    def value(self) -> dict[str, Any]:
        """Returns the part of the result that Java receives beside the predictions."""
        if self.error is not None:
            return {"error": self.error}
        return {"together": self.together, "shapes": [list(output.shape[1:]) for output in self.predictions[-1]]}


def run(request: dict[str, Any], events: progress.Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Trains the programs of a group of trials, as one batch where possible.

    Args:
        request: `together`, whether to train compatible trials as one batch; `members`, each with `source`, `file`, `header`,
            `customs`, `fold` (its number) and `early` (epochs); `inputs`, `outputs`, `weights` and `validation` as for
            `training.fit`.
        events: called at every batch to ask whether to continue.
        arrays: for each fold the inputs, the outcomes, optional weights for each outcome, the same for
            validation rows if `validation` is set, then the inputs of the assessment rows.

    Returns:
        For each member `together`, whether it was trained with others, and `shapes`, the row shape of each
        output; or its `error`. Attachments: for each member without error, for each early epoch and the last,
        for each output, the predictions as float32 bytes.
    """
    known = signature.of_request(request)
    learned = (known.array_count() + request["weights"] * len(known.outputs)) * (1 + request["validation"])
    each = learned + len(known.inputs)
    folds = [Fold(arrays[at : at + learned], arrays[at + learned : at + each]) for at in range(0, len(arrays), each)]
    members = [Member({**request, **member}, folds[member["fold"]], tuple(member["early"])) for member in request["members"]]
    try:
        with jax_random.fast_draws():
            results = [result for group in _groups(members, request["together"]) for result in _run_group(group, events)]
    except progress.Stopped:
        return {"stopped": True, "epochs": 0}, []
    except Exception as error:
        failures.exit_if_out_of_memory(error)
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


def clear_session() -> None:
    """Frees what models leave behind in Keras."""
    keras.utils.clear_session(free_memory=False)
    gc.collect()


class _Cleanup:
    """Cleanup after models; JAX keeps some 15 MB of compiled programs for each."""

    _MAX_MODELS = 8

    def __init__(self) -> None:
        self._models = 0

    def model_done(self) -> None:
        """Cleans up after a finished model; shared compiled programs are reloaded from the disk cache."""
        self._models += 1
        if self._models >= self._MAX_MODELS and keras.backend.backend() == "jax":
            import jax

            jax.clear_caches()  # type: ignore[no-untyped-call]
            self._models = 0
        clear_session()


_cleanup = _Cleanup()


def _run_group(group: list[tuple[int, Member]], events: progress.Events) -> list[tuple[int, Result]]:
    """Trains trials as one batch if possible, else one by one."""
    if len(group) > 1:
        together = vectorized.train([member for _, member in group], events)
        _cleanup.model_done()
    else:
        together = None
    if together is None:
        return [(at, _run_alone(member, events)) for at, member in group]
    return [(at, Result(taken, together=True)) for (at, _), taken in zip(group, together, strict=True)]


def _run_alone(member: Member, events: progress.Events) -> Result:
    try:
        program, model = training.build(member.request, member.fold.training)
        return Result(_train(member, program, model, events))
    except progress.Stopped:
        raise
    except Exception as error:
        failures.exit_if_out_of_memory(error)
        return Result([], error=failures.describe(error))
    finally:
        _cleanup.model_done()


def _train(member: Member, program: programs.Program, model: Any, events: progress.Events) -> Predictions:
    known = signature.of_request(member.request)
    early = _EarlyPredictions(member, known)
    watch = progress.Reporter.of(events, 0)
    data = training.fit_data(model, member.request, member.fold.training)
    training.run_fit(model, program.arguments(**data, callbacks=[watch, early]))
    return early.predictions + [predict(model, known, member.fold)] * (len(member.early) + 1 - len(early.predictions))


def predict(model: Any, known: signature.Signature, fold: Fold) -> list[Array]:
    """Returns the predictions for the assessment rows, one array per output.

    On TensorFlow, Keras itself predicts: XLA would never free the compiled function of each trial.
    """
    rows = len(fold.assessed[0])
    if keras.backend.backend() == "tensorflow":
        parts = []
        for start in range(0, rows, _MAX_PREDICTION_ROWS):
            part = known.rows([x[start : start + _MAX_PREDICTION_ROWS] for x in fold.assessed])
            parts.append(known.unpack_outputs(model.predict_on_batch(known.pack_inputs(part))))
        return [np.concatenate(each) for each in zip(*parts, strict=True)]
    outs = [np.zeros((rows, *shape), np.float32) for shape in known.output_shapes(model)]
    prediction.Predictor(model, known).run(fold.assessed, outs)
    return outs


class _EarlyPredictions(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that predicts after epochs before the last: a long fit contains the shorter ones."""

    def __init__(self, member: Member, known: signature.Signature) -> None:
        super().__init__()
        self._member = member
        self._signature = known
        self.predictions: Predictions = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Predicts if the epoch was requested."""
        if epoch + 1 in self._member.early:
            self.predictions.append(predict(self.model, self._signature, self._member.fold))

"""Fit, restore, evaluate: what is done with whole models."""

import threading
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
from keras.src.utils import naming

from . import keeping, policies, programs, table, tracing, watching
from .prediction import Predictor
from .watching import Events

Array = np.ndarray[Any, Any]

building = threading.RLock()
"""Held for seed + build and for every load: layers draw their seeds from one process-wide generator."""

_fitting = threading.Lock()
"""Held by a fit, during which gradients may be traced."""


@dataclass
class Live:
    """A model that Java holds a number for."""

    model: Any
    predictor: Predictor | None = None
    slots: list[int] = field(default_factory=list)


def fit(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds and trains the model of a program.

    Args:
        request: `source` and `file` of the program; `classes`, the number of classes or None;
            `weights` and `validation`: whether arrays hold sample weights, validation rows;
            `interval`, after how many batches their logs are told, 0 for never.
        events: asked at every batch whether to go on.
        arrays: x, y, then sample weights, then validation x, y and weights where there are any.

    Returns:
        What Java keeps of the fit, and the model's bytes.
    """
    program, model = built(request)
    return fitted(program, model, request, events, _data(model, request, arrays))


def built(request: dict[str, Any]) -> tuple[programs.Program, Any]:
    """The program that `source` and `file` of a request hold, and the compiled model that it builds."""
    program = programs.load(request["source"], request["file"])
    with building, policies.kept():
        naming.reset_uids()
        return program, program.build()


def fitted(
    program: programs.Program, model: Any, request: dict[str, Any], events: Events, data: dict[str, Any]
) -> tuple[Any, list[Any]]:
    """Trains a model on the data of its program's `fit`.

    Returns:
        What Java keeps of the fit, and the model's bytes; no model when Java gave it up.
    """
    watch = watching.Watch.of(events, request.get("interval", 0))
    try:
        _train(model, program.arguments(**data, callbacks=[watch]))
    except watching.Stopped:
        return {"stopped": True, "epochs": watch.epochs}, []
    return _kept(model, watch)


def _train(model: Any, arguments: dict[str, Any]) -> None:
    with _fitting:
        try:
            model.fit(**arguments)
        finally:
            tracing.forget()


def _kept(model: Any, watch: watching.Watch) -> tuple[Any, list[Any]]:
    content, why_not = _bytes(model)
    number = table.put(Live(model))
    value = {
        "model": number,
        "history": watch.history(),
        "epochs": watch.epochs,
        "stopped": False,
        "summary": summary(model),
        "whyNoBytes": why_not,
        **shapes(model),
    }
    return value, [] if content is None else [content]


def restore(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Loads a model from its bytes, given as one uint8 array."""
    with building:
        naming.reset_uids()
        model = keeping.from_bytes(arrays[0].tobytes())
    return {"model": table.put(Live(model)), **shapes(model)}, []


def evaluate(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Keras' own `evaluate`: the loss and the compiled metrics on x, y and maybe weights."""
    model = table.get(request["model"]).model
    data = _data(model, request, arrays)
    watch = watching.EvaluationWatch(events)
    result = model.evaluate(**data, verbose=0, return_dict=True, callbacks=[watch])
    if _fitting.acquire(blocking=False):
        tracing.forget()
        _fitting.release()
    return {"metrics": watching.flat(result), "stopped": watch.stopped}, []


def summary(model: Any) -> str:
    """Keras' own summary table as text."""
    lines: list[str] = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines).strip("\n")


def shapes(model: Any) -> dict[str, Any]:
    """The shapes of one row going in and coming out."""
    return {"input": list(model.input_shape[1:]), "output": list(model.output_shape[1:])}


def _data(model: Any, request: dict[str, Any], arrays: list[Array]) -> dict[str, Any]:
    rest = iter(arrays)
    data: dict[str, Any] = {"x": next(rest), "y": _outcome(model, next(rest), request["classes"])}
    if request["weights"]:
        data["sample_weight"] = next(rest)
    if request.get("validation"):
        x, y = next(rest), _outcome(model, next(rest), request["classes"])
        data["validation_data"] = (x, y, *rest)
    return data


def batch(model: Any, classes: int | None, arrays: list[Array]) -> tuple[Array, ...]:
    """The x, y and maybe weights of a batch, as Keras takes them from a data set."""
    data = _data(model, {"classes": classes, "weights": len(arrays) > 2}, arrays)
    return tuple(data.values())


def _outcome(model: Any, y: Array, classes: int | None) -> Array:
    """Class codes as the model's loss wants them: as they are, 0/1 for one unit, else one-hot.

    Raises:
        ValueError: the model's output can't be compared with the outcome. Keras itself says
            nothing in most of these cases, and learns nonsense.
    """
    if classes is None:
        _require(model, tuple(y.shape[1:]), f"{_shape(y.shape[1:])} numbers a row")
        return y
    if classes == 2 and model.output_shape[1:] == (1,):
        return y.reshape(-1, 1).astype(np.float32)
    _require(model, (classes,), f"{classes} classes")
    if _sparse(model.loss):
        return y
    return np.asarray(keras.utils.to_categorical(y, classes), dtype=np.float32)


def _require(model: Any, row: tuple[int, ...], outcome: str) -> None:
    output = tuple(model.output_shape[1:])
    if output != row:
        raise ValueError(
            f"the last layer, {model.layers[-1].name}, must give {_shape(row)} numbers a row for"
            f" an outcome of {outcome}. Received: {_shape(output)}"
        )


def _shape(row: tuple[int, ...]) -> str:
    return " x ".join(map(str, row)) or "no"


def _sparse(loss: Any) -> bool:
    name = loss if isinstance(loss, str) else type(loss).__name__
    return name.lower().startswith("sparse")


def _bytes(model: Any) -> tuple[bytes | None, str | None]:
    try:
        return keeping.to_bytes(model), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"

"""Fit, restore, evaluate: what is done with whole models."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
from keras.src.utils import naming

from . import customs, keeping, policies, ports, programs, table, tracing, watching
from .ports import Ports
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
    ports: Ports
    predictor: Predictor | None = None
    slots: list[int] = field(default_factory=list)


def fit(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds and trains the model of a program.

    Args:
        request: `source` and `file` of the program; `customs`, what its first `header` lines
            define; `inputs` and `outputs`, see `ports.of`; `weights` and `validation`: whether
            arrays hold sample weights, validation rows; `interval`, after how many batches their
            logs are told, 0 for never.
        events: asked at every batch whether to go on.
        arrays: the inputs, the outcomes, then weights for each outcome, then validation rows in the
            same order, where there are any.

    Returns:
        What Java keeps of the fit, and the model's bytes.
    """
    program, model = built(request)
    return train(program, model, request, events, arrays)


def program(request: dict[str, Any]) -> programs.Program:
    """The program that `source` and `file` of a request hold, and the custom objects that it uses."""
    return programs.load(request["source"], request["file"], customs.load(request["customs"]), request["header"])


def built(request: dict[str, Any]) -> tuple[programs.Program, Any]:
    """The program in a request, and the compiled model that it builds."""
    with building, policies.kept():
        naming.reset_uids()
        loaded = program(request)
        with customs.scope(customs.load(request["customs"])):
            return loaded, loaded.build()


def train(
    program: programs.Program, model: Any, request: dict[str, Any], events: Events, arrays: list[Array]
) -> tuple[Any, list[Any]]:
    """Trains a model on the arrays of a fit."""
    return fitted(program, model, request, events, data(model, request, arrays))


def fitted(
    program: programs.Program, model: Any, request: dict[str, Any], events: Events, given: dict[str, Any]
) -> tuple[Any, list[Any]]:
    """Trains a model on the data of its program's `fit`.

    Returns:
        What Java keeps of the fit, and the model's bytes; no model when Java gave it up.
    """
    watch = watching.Watch.of(events, request.get("interval", 0))
    try:
        train_by(model, program.arguments(**given, callbacks=[watch]))
    except watching.Stopped:
        return {"stopped": True, "epochs": watch.epochs}, []
    return _kept(model, ports.of(request), watch)


def train_by(model: Any, arguments: dict[str, Any]) -> None:
    """Keras' own `fit`."""
    with _fitting:
        try:
            model.fit(**arguments)
        finally:
            tracing.forget()


def _kept(model: Any, known: Ports, watch: watching.Watch) -> tuple[Any, list[Any]]:
    content, why_not = _bytes(model)
    number = table.put(Live(model, known))
    value = {
        "model": number,
        "history": watch.history(),
        "epochs": watch.epochs,
        "stopped": False,
        "summary": summary(model),
        "whyNoBytes": why_not,
        "outputs": known.output_shapes(model),
    }
    return value, [] if content is None else [content]


def restore(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Loads a model, with the `inputs` and `outputs` of its fit, from its bytes, given as one uint8 array."""
    with building:
        naming.reset_uids()
        model = keeping.from_bytes(arrays[0].tobytes(), customs.load(request["customs"]))
    return {"model": table.put(Live(model, ports.of(request)))}, []


def evaluate(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Keras' own `evaluate`: the loss and the compiled metrics on x, y and maybe weights."""
    model = table.get(request["model"]).model
    given = data(model, request, arrays)
    watch = watching.EvaluationWatch(events)
    result = model.evaluate(**given, verbose=0, return_dict=True, callbacks=[watch])
    if _fitting.acquire(blocking=False):
        tracing.forget()
        _fitting.release()
    return {"metrics": watching.flat(result), "stopped": watch.stopped}, []


def summary(model: Any) -> str:
    """Keras' own summary table as text."""
    lines: list[str] = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines).strip("\n")


def data(model: Any, request: dict[str, Any], arrays: list[Array]) -> dict[str, Any]:
    """Arrays as `fit` and `evaluate` of a model take them: x, y, maybe sample weights, maybe validation rows."""
    known = ports.of(request)
    rest = iter(arrays)
    x, y, weights = _rows(model, known, request["weights"], rest)
    given: dict[str, Any] = {"x": x, "y": y}
    if weights is not None:
        given["sample_weight"] = weights
    if request.get("validation"):
        x, y, weights = _rows(model, known, len(arrays) > 2 * known.count() + request["weights"] * len(known.outputs), rest)
        given["validation_data"] = (x, y) if weights is None else (x, y, weights)
    return given


def batch(model: Any, known: Ports, arrays: list[Array]) -> tuple[Any, ...]:
    """The x, y and maybe weights of a batch, as Keras takes them from a data set."""
    x, y, weights = _rows(model, known, len(arrays) > known.count(), iter(arrays))
    return (x, y) if weights is None else (x, y, weights)


def _rows(model: Any, known: Ports, weighted: bool, arrays: Iterator[Array]) -> tuple[Any, Any, Any]:
    x = known.packed_inputs([next(arrays) for _ in known.inputs])
    outcomes = [next(arrays) for _ in known.outputs]
    y = known.packed_outputs([outcome(model, known, at, each) for at, each in enumerate(outcomes)])
    return x, y, known.packed_outputs([next(arrays) for _ in known.outputs]) if weighted else None


def outcome(model: Any, known: Ports, output: int, y: Array) -> Array:
    """Class codes as the loss of an output wants them: as they are, 0/1 for one unit, else one-hot.

    Raises:
        ValueError: the model's output can't be compared with the outcome. Keras itself says
            nothing in most of these cases, and learns nonsense.
    """
    shape = tuple(known.output_shapes(model)[output])
    classes = known.classes[output]
    if classes is None:
        _require(known.last_layer(model, output), shape, tuple(y.shape[1:]), f"{_shape(y.shape[1:])} numbers a row")
        return y
    if classes == 2 and shape == (1,):
        return y.reshape(-1, 1).astype(np.float32)
    _require(known.last_layer(model, output), shape, (classes,), f"{classes} classes")
    if _sparse(known.of_output(model.loss, output)):
        return y
    return np.asarray(keras.utils.to_categorical(y, classes), dtype=np.float32)


def _require(layer: str, given: tuple[int, ...], row: tuple[int, ...], outcome: str) -> None:
    if given != row:
        raise ValueError(
            f"the last layer, {layer}, must give {_shape(row)} numbers a row for an outcome of {outcome}. Received: {_shape(given)}"
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

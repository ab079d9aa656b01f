"""Fit, restore, evaluate: what is done with whole models."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from keras.src.utils import naming

from . import customs, diagrams, keeping, laplace, policies, ports, programs, table, tracing, watching
from .ports import Ports
from .prediction import Predictor
from .watching import Events

Array = np.ndarray[Any, Any]
Encoder = Callable[[Array], Array]

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
    heads: laplace.Heads | None = None
    slots: list[int] = field(default_factory=list)


def fit(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds and trains the model of a program.

    Args:
        request: `source` and `file` of the program; `customs`, what its first `header` lines
            define; `inputs` and `outputs`, see `ports.of`; `weights` and `validation`: whether
            arrays hold sample weights, validation rows; `interval`, after how many batches their
            logs are told, 0 for never; `laplace`: whether to give `laplace.sums` as well.
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
    arguments = program.arguments(**given, callbacks=[watch])
    try:
        train_by(model, arguments)
    except watching.Stopped:
        return {"stopped": True, "epochs": watch.epochs}, []
    live = Live(model, ports.of(request))
    more = {"laplace": laplace.sums(live, given, arguments.get("validation_split") or 0.0)} if request.get("laplace") else {}
    return _kept(live, watch, more)


def train_by(model: Any, arguments: dict[str, Any]) -> None:
    """Keras' own `fit`."""
    with _fitting:
        try:
            model.fit(**arguments)
        finally:
            tracing.forget()


def _kept(live: Live, watch: watching.Watch, more: dict[str, Any]) -> tuple[Any, list[Any]]:
    content, why_not = _bytes(live.model)
    value = {
        "model": table.put(live),
        "history": watch.history(),
        "epochs": watch.epochs,
        "stopped": False,
        **described(live.model),
        "whyNoBytes": why_not,
        "outputs": live.ports.output_shapes(live.model),
        **more,
    }
    return value, [] if content is None else [content]


def restore(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Loads a model, with the `inputs` and `outputs` of its fit, from its bytes, given as one uint8 array."""
    with building:
        naming.reset_uids()
        model = keeping.from_bytes(arrays[0].tobytes(), customs.load(request["customs"]))
    known = ports.of(request)
    return {"model": table.put(Live(model, known)), "outputs": known.output_shapes(model)}, []


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


def described(model: Any) -> dict[str, Any]:
    """What is kept to tell of a model: Keras' table and what flows where."""
    return {"summary": summary(model), "diagram": diagrams.of(model)}


def summary(model: Any) -> str:
    """Keras' own summary table as text."""
    lines: list[str] = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines).strip("\n")


def data(model: Any, request: dict[str, Any], arrays: list[Array]) -> dict[str, Any]:
    """Arrays as `fit` and `evaluate` of a model take them: x, y, maybe sample weights, maybe validation rows."""
    known = ports.of(request)
    encode = encoders(model, known, known.rows_of_outcomes(arrays))
    rest = iter(arrays)
    given = dict(zip(("x", "y", "sample_weight"), packed(known, encode, request["weights"], rest), strict=False))
    if request.get("validation"):
        weighted = len(arrays) > 2 * known.count() + request["weights"] * len(known.outputs)
        given["validation_data"] = packed(known, encode, weighted, rest)
    return given


def encoders(model: Any, known: Ports, rows: list[tuple[int, ...]]) -> list[Encoder]:
    """For each output what makes of its outcome, class codes or rows of such a shape, what the loss wants.

    Class codes stay as they are, become 0/1 for one unit, else one-hot.

    Raises:
        ValueError: the model's output can't be compared with the outcome. Keras itself says
            nothing in most of these cases, and learns nonsense.
    """
    return [_encoder(model, known, at, row) for at, row in enumerate(rows)]


def packed(known: Ports, encode: list[Encoder], weighted: bool, arrays: Iterator[Array]) -> tuple[Any, ...]:
    """The x, y and maybe weights of some rows, as Keras takes them from a data set."""
    x = known.packed_inputs([next(arrays) for _ in known.inputs])
    y = known.packed_outputs([each(next(arrays)) for each in encode])
    return (x, y, known.packed_outputs([next(arrays) for _ in known.outputs])) if weighted else (x, y)


def _encoder(model: Any, known: Ports, output: int, row: tuple[int, ...]) -> Encoder:
    shape = tuple(known.output_shapes(model)[output])
    classes = known.classes[output]
    if classes is None:
        _require(known.last_layer(model, output), shape, row, f"{_shape(row)} numbers a row")
        return np.asarray
    if classes == 2 and shape == (1,):
        return lambda y: y.reshape(-1, 1).astype(np.float32)
    _require(known.last_layer(model, output), shape, (classes,), f"{classes} classes")
    if _sparse(known.of_output(model.loss, output)):
        return np.asarray
    return np.eye(classes, dtype=np.float32).__getitem__


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

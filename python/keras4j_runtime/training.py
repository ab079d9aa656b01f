"""Training, restoration and evaluation of models."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from keras.src.utils import naming

from . import (
    activations,
    custom_objects,
    diagrams,
    laplace,
    memory,
    object_table,
    policies,
    programs,
    progress,
    serialization,
    signature,
    tracing,
    vocabularies,
)
from .prediction import Predictor
from .progress import Events
from .signature import Signature

Array = np.ndarray[Any, Any]
Encoder = Callable[[Array], Array]

build_lock = threading.RLock()
"""Lock held for seed + build and for every load: layers draw their seeds from one process-wide generator."""


@dataclass
class Live:
    """Model whose number Java holds."""

    model: Any
    signature: Signature
    predictor: Predictor | None = None
    heads: laplace.Heads | None = None
    slots: list[int] = field(default_factory=list)


def fit(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds and trains the model of a program.

    Args:
        request: `source` and `file` of the program; `customs`, the custom objects that its first `header` lines
            define; `inputs` and `outputs`, see `signature.of_request`; `weights` and `validation`: whether
            arrays hold sample weights and validation rows; `interval`, the number of batches between reports of
            their logs, 0 for none; `laplace`: whether to compute `laplace.sums` as well.
        events: called at every batch to ask whether to continue.
        arrays: the inputs, the outcomes, optional weights for each outcome, then optional validation rows in the
            same order.

    Returns:
        The description of the fit for Java, and the model's bytes.
    """
    program, model = build(request, arrays)
    return train(program, model, request, events, arrays)


def program(request: dict[str, Any]) -> programs.Program:
    """Loads the program in a request, with its custom objects."""
    return programs.load(request["source"], request["file"], custom_objects.load(request["customs"]), request["header"])


def build(request: dict[str, Any], arrays: list[Array] | None = None) -> tuple[programs.Program, Any]:
    """Returns the program in a request, and the compiled model that it builds.

    Args:
        request: as for `fit`.
        arrays: the inputs, from which layers learn their vocabularies, and others; None for a model without words.
    """
    with build_lock, policies.restored():
        naming.reset_uids()
        loaded = program(request)
        rows = {} if arrays is None else _learning_rows(loaded, request, arrays)
        with custom_objects.scope(custom_objects.load(request["customs"])), vocabularies.learned(rows):
            model = loaded.build()
        if request.get("length") is not None:
            activations.check(model, request["length"], "maxLength in the spec")
        return loaded, model


def _learning_rows(loaded: programs.Program, request: dict[str, Any], arrays: list[Array]) -> dict[str, Any]:
    """Returns the inputs by name, without the rows that `fit` splits off for validation."""
    known = signature.of_request(request)
    kept = len(arrays[0]) * (1 - (loaded.arguments(None, None).get("validation_split") or 0))
    inputs = known.rows([array[: int(kept)] for array in arrays[: len(known.inputs)]])
    return dict(zip(known.inputs, inputs, strict=True))


def train(
    program: programs.Program, model: Any, request: dict[str, Any], events: Events, arrays: list[Array]
) -> tuple[Any, list[Any]]:
    """Trains a model on the arrays of a fit."""
    return train_on(program, model, request, events, fit_data(model, request, arrays))


def train_on(
    program: programs.Program, model: Any, request: dict[str, Any], events: Events, given: dict[str, Any]
) -> tuple[Any, list[Any]]:
    """Trains a model on the data of its program's `fit`.

    Returns:
        The description of the fit for Java, and the model's bytes; no model if Java cancelled the fit.
    """
    watch = progress.Reporter.of(events, request.get("interval", 0))
    arguments = program.arguments(**given, callbacks=[watch])
    try:
        run_fit(model, arguments)
    except progress.Stopped:
        return {"stopped": True, "epochs": watch.epochs}, []
    live = Live(model, signature.of_request(request))
    more = {"laplace": laplace.sums(live, given, arguments.get("validation_split") or 0.0)} if request.get("laplace") else {}
    kept = _kept(live, watch, more)
    memory.give_back()
    return kept


def run_fit(model: Any, arguments: dict[str, Any]) -> None:
    """Runs Keras' own `fit`."""
    with memory.fit_lock:
        try:
            model.fit(**arguments)
        finally:
            tracing.forget()


def _kept(live: Live, watch: progress.Reporter, more: dict[str, Any]) -> tuple[Any, list[Any]]:
    content, why_not = _bytes(live.model)
    live.model.train_function = live.model.test_function = None  # Compiled programs, made again if they are needed.
    value = {
        "model": object_table.put(live),
        "history": watch.history(),
        "epochs": watch.epochs,
        "stopped": False,
        **description(live.model),
        "whyNoBytes": why_not,
        "outputs": live.signature.output_shapes(live.model),
        **more,
    }
    return value, [] if content is None else [content]


def restore(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Loads a model, with the `inputs` and `outputs` of its fit, from its bytes, a single uint8 array."""
    with build_lock:
        naming.reset_uids()
        model = serialization.from_bytes(arrays[0].tobytes(), custom_objects.load(request["customs"]), request.get("length"))
    known = signature.of_request(request)
    described = {"describedOutputs": known.described_shapes(model), "diagram": diagrams.describe(model)}
    return {"model": object_table.put(Live(model, known)), "outputs": known.output_shapes(model), **described}, []


def evaluate(request: dict[str, Any], events: Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Runs Keras' own `evaluate`: the loss and the compiled metrics on x, y and optional weights."""
    model = object_table.get(request["model"]).model
    return evaluate_on(model, events, fit_data(model, request, arrays))


def evaluate_on(model: Any, events: Events, given: dict[str, Any]) -> tuple[Any, list[Any]]:
    """Runs Keras' own `evaluate` on the data of its arguments."""
    watch = progress.EvaluationStopper(events)
    result = model.evaluate(**given, verbose=0, return_dict=True, callbacks=[watch])
    if memory.fit_lock.acquire(blocking=False):
        tracing.forget()
        memory.fit_lock.release()
    return {"metrics": progress.flat_logs(result), "stopped": watch.stopped}, []


def description(model: Any) -> dict[str, Any]:
    """Returns the description of a model: Keras' summary table and the layer graph."""
    return {"summary": summary(model), "diagram": diagrams.describe(model)}


def summary(model: Any) -> str:
    """Returns Keras' own summary table as text."""
    lines: list[str] = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines).strip("\n")


def fit_data(model: Any, request: dict[str, Any], arrays: list[Array]) -> dict[str, Any]:
    """Returns arrays as arguments of `fit` or `evaluate`: x, y, optional sample weights, optional validation rows."""
    known = signature.of_request(request, model)
    encode = encoders(model, known, known.outcome_row_shapes(arrays))
    rest = iter(arrays)
    given = dict(zip(("x", "y", "sample_weight"), pack(known, encode, request["weights"], rest), strict=False))
    if request.get("validation"):
        weighted = len(arrays) > 2 * known.array_count() + request["weights"] * len(known.outputs)
        given["validation_data"] = pack(known, encode, weighted, rest)
    return given


def encoders(model: Any, known: Signature, rows: list[tuple[int, ...]]) -> list[Encoder]:
    """Returns, for each output, the encoder of its outcome (class codes, or rows of a shape) for the loss.

    Class codes stay as they are for sparse losses, become 0/1 for a single unit, else one-hot.

    Raises:
        ValueError: if the model's output does not match the outcome. Keras itself accepts most of these cases
            and learns nonsense.
    """
    return [_encoder(model, known, at, row) for at, row in enumerate(rows)]


def pack(known: Signature, encode: list[Encoder], weighted: bool, arrays: Iterator[Array]) -> tuple[Any, ...]:
    """Returns the x, the y and the optional weights of rows in the structure of a Keras data set."""
    x = known.pack_inputs(known.rows([next(arrays) for _ in known.inputs]))
    y = known.pack_outputs([each(next(arrays)) for each in encode])
    return (x, y, known.pack_outputs([next(arrays) for _ in known.outputs])) if weighted else (x, y)


def _encoder(model: Any, known: Signature, output: int, row: tuple[int, ...]) -> Encoder:
    shape = tuple(known.output_shapes(model)[output])
    classes = known.classes[output]
    if shape == () and row == (1,):
        return lambda y: y.reshape(-1)
    if classes is None:
        _require(known.last_layer(model, output), shape, row, f"{_shape(row)} numbers a row")
        return np.asarray
    if classes == 2 and shape == (1,):
        return lambda y: y.reshape(-1, 1).astype(np.float32)
    _require(known.last_layer(model, output), shape, (classes,), f"{classes} classes")
    if _sparse(known.part_of_output(model.loss, output)):
        return np.asarray
    return np.eye(classes, dtype=np.float32).__getitem__


def _require(layer: str, given: tuple[int | None, ...], row: tuple[int, ...], outcome: str) -> None:
    # An axis that varies has any length; a loss sees to it that it has that of the outcome.
    if len(given) != len(row) or any(one not in (None, two) for one, two in zip(given, row, strict=True)):
        raise ValueError(
            f"the last layer, {layer}, must give {_shape(row)} numbers a row for an outcome of {outcome}. Received: {_shape(given)}"
        )


def _shape(row: tuple[int | None, ...]) -> str:
    return " x ".join("any" if length is None else str(length) for length in row) or "no"


def _sparse(loss: Any) -> bool:
    name = loss if isinstance(loss, str) else type(loss).__name__
    return name.lower().startswith("sparse")


def _bytes(model: Any) -> tuple[bytes | None, str | None]:
    try:
        return serialization.to_bytes(model), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"

"""Single interface between Java and Python.

Every function takes and returns plain data: text, numbers, bytes, arrays, ids. No exception raised here
reaches Java as an exception, because Jep drops most of its content, and a `SystemExit` that reaches Jep
ends the JVM.
"""

import atexit
import itertools
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from . import failures, object_table, startup, streams

_functions: dict[str, Callable[..., tuple[Any, list[Any]]]] = {}
_slots: dict[int, Callable[[], None]] = {}
_slot_numbers = itertools.count(1)


def call(function: str, request: str, events: Any, read_only: str, *arrays: Any) -> list[Any]:
    """Runs a function by name.

    Args:
        function: a name that `_register` defines.
        request: its arguments as JSON.
        events: a callback for progress and cancellation.
        read_only: a digit per array, 1 for arrays where a write would end the process; empty for none.
        *arrays: views on Java's memory, and for work on batches the function that reads them.

    Returns:
        `["ok", value as JSON, attachment...]`, `["gone", text]` for a released id, or
        `["error", description as JSON]`.
    """
    try:
        _keep_full_tracebacks()
        protect(read_only, arrays)
        value, attachments = _functions[function](json.loads(request), events, list(arrays))
        return ["ok", json.dumps(value), *attachments]
    except object_table.Gone as gone:
        return ["gone", str(gone)]
    except BaseException as error:
        return ["error", json.dumps(failures.describe(error))]


def protect(read_only: str, arrays: Iterable[Any]) -> None:
    """Makes the arrays read-only whose digit is 1."""
    for digit, array in zip(read_only, arrays, strict=False):
        if digit == "1":
            array.flags.writeable = False


def step(slot: int) -> list[Any] | None:
    """Runs a prediction slot: the fastest path from Java to the compiled function."""
    try:
        run = _slots.get(slot)
        if run is None:
            return ["gone", f"no prediction slot has the number {slot}"]
        run()
        return None
    except BaseException as error:
        return ["error", json.dumps(failures.describe(error))]


def start(request: str, log: Callable[[str, str], None]) -> list[Any]:
    """Imports Keras and makes the other functions callable. Called once, first."""
    try:
        # Streams come first: TensorFlow's logger keeps the stream that exists when it is imported.
        streams.redirect(log)
        with startup.without_collections():
            versions = startup.start(json.loads(request), log)
            _register()
        return ["ok", json.dumps(versions)]
    except BaseException as error:
        return ["error", json.dumps(failures.describe(error))]


def shutdown() -> None:
    """Runs the exit functions that were registered since Keras was imported: CPython doesn't end inside a JVM."""
    streams.restore()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    startup.end_at_once()


def _keep_full_tracebacks() -> None:
    """Keeps Keras' own frames in tracebacks, which identify the layer; the setting is per thread."""
    if "keras" in sys.modules:
        sys.modules["keras"].config.disable_traceback_filtering()


def _register() -> None:
    import numpy as np

    from . import (
        batches,
        checking,
        laplace,
        memory,
        model_operations,
        onnx_export,
        prediction,
        preparing,
        programs,
        sampling,
        training,
        trials,
    )

    def predict(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        inputs = request["inputs"]
        prediction.predictor_of(request["model"]).run(arrays[:inputs], arrays[inputs:])
        return None, []

    def predict_varying(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        outputs = prediction.predictor_of(request["model"]).outputs(arrays)
        floats = [np.ascontiguousarray(each, np.float32) for each in outputs]
        return {"outputs": [list(each.shape[1:]) for each in floats]}, [each.tobytes() for each in floats]

    def open_slot(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        inputs = request["inputs"]
        step = prediction.predictor_of(request["model"]).slot(arrays[:inputs], arrays[inputs:])
        number = next(_slot_numbers)
        _slots[number] = step
        object_table.get(request["model"]).slots.append(number)
        return number, []

    def release(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        for model in object_table.release(request["ids"]):
            for slot in model.slots:
                del _slots[slot]
        memory.give_back()
        return None, []

    def give_back(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        memory.give_back(at_once=True)
        return None, []

    def live(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        return object_table.live_count(), []

    def allow(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        programs.allow(request["symbols"])
        return None, []

    _functions.update(
        allow=allow,
        fit=training.fit,
        fit_batches=batches.fit,
        fit_batches_further=batches.fit_further,
        evaluate_batches=batches.evaluate,
        restore=training.restore,
        evaluate=training.evaluate,
        trials=trials.run,
        check=checking.check,
        suggest=sampling.suggest,
        load=model_operations.load,
        fit_further=model_operations.fit_further,
        quantize=model_operations.quantize,
        put_preparation_inside=preparing.put_preparation_inside,
        set_weights=model_operations.set_weights,
        layers=model_operations.layers,
        plot=model_operations.plot,
        export_onnx=onnx_export.export,
        measure_onnx=onnx_export.measure,
        predict=predict,
        predict_varying=predict_varying,
        spread=laplace.spread,
        open_slot=open_slot,
        release=release,
        give_back=give_back,
        live=live,
    )

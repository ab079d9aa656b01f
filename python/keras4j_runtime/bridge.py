"""The one door between Java and Python.

Every function takes and gives plain data: text, numbers, bytes, arrays, ids. Nothing raised here
reaches Java as an exception, because Jep loses most of an exception, and a `SystemExit` that
reaches it ends the JVM.
"""

import atexit
import itertools
import json
import signal
import sys
from collections.abc import Callable
from typing import Any

from . import failures, streams, table

_functions: dict[str, Callable[..., tuple[Any, list[Any]]]] = {}
_slots: dict[int, Callable[[], None]] = {}
_slot_numbers = itertools.count(1)


def call(function: str, request: str, events: Any, read_only: int, *arrays: Any) -> list[Any]:
    """Runs a function by name.

    Args:
        function: one of those that `_register` names.
        request: its arguments as JSON.
        events: what it may call while it works.
        read_only: a bit for each array, set where a write would end the process.
        *arrays: views on Java's memory, or, for a fit of batches, the one function that reads them.

    Returns:
        `["ok", value as JSON, attachment...]`, `["gone", text]` when an id is dead, or
        `["error", description as JSON]`.
    """
    try:
        _settle_thread()
        for place, array in enumerate(arrays):
            if read_only >> place & 1:
                array.flags.writeable = False
        value, attachments = _functions[function](json.loads(request), events, list(arrays))
        return ["ok", json.dumps(value), *attachments]
    except table.Gone as gone:
        return ["gone", str(gone)]
    except BaseException as error:
        return ["error", json.dumps(failures.describe(error))]


def step(slot: int) -> list[Any] | None:
    """Runs a prediction slot: the shortest way from Java to the compiled function and back."""
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
        from . import start as starting

        # First the streams: TensorFlow's logger keeps the one that it meets when it is imported.
        streams.redirect(log)
        versions = starting.start(json.loads(request), log)
        _register()
        return ["ok", json.dumps(versions)]
    except BaseException as error:
        return ["error", json.dumps(failures.describe(error))]


def shutdown() -> None:
    """What CPython would do at its end: the JVM never lets it come to that."""
    streams.restore()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def shutdown_under_alarm() -> None:
    """`shutdown` while another thread is in native code: should the process hang, SIGALRM ends it."""
    signal.alarm(2)
    shutdown()


def _settle_thread() -> None:
    """Keeps Keras' own frames in tracebacks, as they tell the layer; Keras has this setting per thread."""
    if "keras" in sys.modules:
        sys.modules["keras"].config.disable_traceback_filtering()


def _register() -> None:
    from . import batches, checking, existing, laplace, prediction, preparing, programs, sampling, training, trials

    def predict(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        inputs = request["inputs"]
        prediction.of(request["model"]).run(arrays[:inputs], arrays[inputs:])
        return None, []

    def open_slot(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        inputs = request["inputs"]
        step = prediction.of(request["model"]).slot(arrays[:inputs], arrays[inputs:])
        number = next(_slot_numbers)
        _slots[number] = step
        table.get(request["model"]).slots.append(number)
        return number, []

    def release(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        for model in table.release(request["ids"]):
            for slot in model.slots:
                del _slots[slot]
        return None, []

    def live(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        return table.live(), []

    def allow(request: dict[str, Any], events: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        programs.allow(request["symbols"])
        return None, []

    _functions.update(
        allow=allow,
        fit=training.fit,
        fit_batches=batches.fit,
        restore=training.restore,
        evaluate=training.evaluate,
        trials=trials.run,
        check=checking.check,
        suggest=sampling.suggest,
        load=existing.load,
        fit_further=existing.fit_further,
        quantize=existing.quantize,
        put_preparation_inside=preparing.inside,
        set_weights=existing.set_weights,
        layers=existing.layers,
        plot=existing.plot,
        predict=predict,
        spread=laplace.spread,
        open_slot=open_slot,
        release=release,
        live=live,
    )

"""Preflight check: builds the models of programs and reports their sizes."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from . import failures, progress, signature, training, trials

Array = np.ndarray[Any, Any]


def check(request: dict[str, Any], events: progress.Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds the models of programs without weight values and without training.

    Args:
        request: `members`, each with `source`, `file`, `header`, `customs`, `inputs` and `outputs` as for
            `training.fit`, and `rows`, the shape of a row of each outcome.
        events: called before each member to ask whether to continue.
        arrays: none.

    Returns:
        For each member its number of `parameters` and the `bytes` of its weights, or its `error`.
    """
    values = []
    for member in request["members"]:
        if events(None) == progress.GIVE_UP:
            return {"stopped": True, "epochs": 0}, []
        values.append(_checked(member))
    trials.clear_session()
    return {"stopped": False, "members": values}, []


def _checked(member: dict[str, Any]) -> dict[str, Any]:
    try:
        with _without_values():
            _, model = training.build(member)
            training.encoders(model, signature.of_request(member), [tuple(row) for row in member["rows"]])
    except Exception as error:
        return {"error": failures.describe(error)}
    sizes = [int(np.prod(v.shape)) * np.dtype(keras.backend.standardize_dtype(v.dtype)).itemsize for v in model.weights]
    return {"parameters": model.count_params(), "bytes": sum(sizes)}


@contextlib.contextmanager
def _without_values() -> Iterator[None]:
    """Creates variables of this thread with shape and initializer only, as Keras does while tracing.

    Drawing values takes most of the time of a build: JAX compiles a program for each new shape.
    """
    variable: Any = keras.Variable
    usual = variable._initialize_with_initializer
    thread = threading.get_ident()

    def defer(self: Any, initializer: Any) -> None:
        if threading.get_ident() == thread:
            self._value, self._initializer = None, initializer
        else:
            usual(self, initializer)

    variable._initialize_with_initializer = defer
    try:
        yield
    finally:
        variable._initialize_with_initializer = usual

"""Pre-flight: whether the models of programs can be built, and what they weigh."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from . import failures, ports, training, trials, watching

Array = np.ndarray[Any, Any]


def check(request: dict[str, Any], events: watching.Events, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Builds the models of programs without giving their weights values, and trains none.

    Args:
        request: `members`, each with `source`, `file`, `header`, `customs`, `inputs` and `outputs` as for
            `training.fit`, and `rows`, the shape of a row of each outcome.
        events: asked before each.
        arrays: none.

    Returns:
        For each member its `parameters` and the `bytes` of its weights, or its `error`.
    """
    values = []
    for member in request["members"]:
        if events(None) == watching.GIVE_UP:
            return {"stopped": True, "epochs": 0}, []
        values.append(_checked(member))
    trials.forget()
    return {"stopped": False, "members": values}, []


def _checked(member: dict[str, Any]) -> dict[str, Any]:
    try:
        with _without_values():
            _, model = training.built(member)
            training.encoders(model, ports.of(member), [tuple(row) for row in member["rows"]])
    except Exception as error:
        return {"error": failures.describe(error)}
    sizes = [int(np.prod(v.shape)) * np.dtype(keras.backend.standardize_dtype(v.dtype)).itemsize for v in model.weights]
    return {"parameters": model.count_params(), "bytes": sum(sizes)}


@contextlib.contextmanager
def _without_values() -> Iterator[None]:
    """Has variables of this thread know their shape and initializer alone, as Keras has them while it traces.

    To draw values takes most of the time of a build: on JAX each new shape is compiled for.
    """
    variable: Any = keras.Variable
    usual = variable._initialize_with_initializer
    thread = threading.get_ident()

    def put_off(self: Any, initializer: Any) -> None:
        if threading.get_ident() == thread:
            self._value, self._initializer = None, initializer
        else:
            usual(self, initializer)

    variable._initialize_with_initializer = put_off
    try:
        yield
    finally:
        variable._initialize_with_initializer = usual

"""Preprocessing layers in front of a model, so that it takes raw columns."""

from typing import Any

import keras
import numpy as np
from keras import ops

from . import custom_objects, model_operations, signature, training

Array = np.ndarray[Any, Any]
Reply = tuple[Any, list[Any]]
Step = dict[str, Any]


class Columns:
    """Named columns, each an index into a tensor of shape `(batch, columns)`."""

    def __init__(self, tensor: Any, names: list[str]) -> None:
        self._tensors: list[Any] = []
        self._places: dict[str, tuple[int, int]] = {}
        self.put(tensor, names)

    def has(self, name: str) -> bool:
        """Returns whether the column exists."""
        return name in self._places

    def put(self, tensor: Any, names: list[str]) -> None:
        """Adds the columns of a tensor, replacing columns of the same names."""
        self._tensors.append(tensor)
        self._places.update({name: (len(self._tensors) - 1, place) for place, name in enumerate(names)})

    def take(self, names: list[str]) -> Any:
        """Returns the named columns, concatenated."""
        parts = [self._part(number, places) for number, places in self._runs(names)]
        return parts[0] if len(parts) == 1 else keras.layers.Concatenate()(parts)

    def _runs(self, names: list[str]) -> list[tuple[int, list[int]]]:
        runs: list[tuple[int, list[int]]] = []
        for name in names:
            number, place = self._places[name]
            if not runs or runs[-1][0] != number:
                runs.append((number, []))
            runs[-1][1].append(place)
        return runs

    def _part(self, number: int, places: list[int]) -> Any:
        tensor = self._tensors[number]
        whole = places == list(range(tensor.shape[-1]))
        return tensor if whole else ops.take(tensor, places, axis=-1)


def put_preparation_inside(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Returns the model with the steps of a recipe as layers in front of it.

    Args:
        request: `customs`, `inputs` and `outputs` as for `model_operations.load`; `raw` and `prepared`, the columns of
            each input before and after the steps, both empty for an input without steps; `steps`, each with the
            `columns` that go through its `layers` and come out as `made`.
        events: not called.
        arrays: the model's bytes.
    """
    known = signature.of_request(request)
    with training.build_lock, custom_objects.scope(custom_objects.load(request["customs"])):
        model = model_operations.load_model(request, arrays[0])
        pairs = [_input(model, request, place) for place in range(len(known.inputs))]
        taken, ready = ([pair[side] for pair in pairs] for side in (0, 1))
        whole = keras.Model(known.pack_inputs(taken), model(known.pack_inputs(ready)), name=model.name)
        if model.compiled:
            whole.compile_from_config(model.get_compile_config())
    return model_operations.new_model(whole, request)


def _input(model: Any, request: dict[str, Any], place: int) -> tuple[Any, Any]:
    """Returns an input of the whole model, and the tensor that the inner model receives for it."""
    name, raw = request["inputs"][place], request["raw"][place]
    if not raw:
        old = model.inputs[0] if len(request["inputs"]) == 1 else model._inputs_struct[name]
        same = keras.Input(old.shape[1:], dtype=old.dtype, name=name)
        return same, same
    taken = keras.Input((len(raw),), name=name)
    columns = Columns(taken, raw)
    for step in request["steps"]:
        _apply(columns, step)
    return taken, columns.take(request["prepared"][place])


def _apply(columns: Columns, step: Step) -> None:
    """Applies a step to its columns among these; if it has several, list arguments hold one number per column."""
    names, made = step["columns"], step["made"]
    here = [place for place, name in enumerate(names) if columns.has(name)]
    if not here:
        return
    tensor = columns.take([names[place] for place in here])
    for layer in step["layers"]:
        arguments = {
            key: [value[place] for place in here] if isinstance(value, list) and len(names) > 1 else value
            for key, value in layer["arguments"].items()
        }
        tensor = getattr(keras.layers, layer["type"])(**arguments)(tensor)
    columns.put(tensor, [made[place] for place in here] if len(names) > 1 else made)

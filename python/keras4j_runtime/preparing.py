"""The preparation of rows as layers before a model, so that it takes columns as they come."""

from typing import Any

import keras
import numpy as np
from keras import ops

from . import customs, existing, ports, training

Array = np.ndarray[Any, Any]
Reply = tuple[Any, list[Any]]
Step = dict[str, Any]


class Columns:
    """Named columns, each a place in a tensor of shape `(batch, columns)`."""

    def __init__(self, tensor: Any, names: list[str]) -> None:
        self._tensors: list[Any] = []
        self._places: dict[str, tuple[int, int]] = {}
        self.put(tensor, names)

    def has(self, name: str) -> bool:
        """Whether there is such a column."""
        return name in self._places

    def put(self, tensor: Any, names: list[str]) -> None:
        """Puts the columns of a tensor in the place of those of their names, or beside them."""
        self._tensors.append(tensor)
        self._places.update({name: (len(self._tensors) - 1, place) for place, name in enumerate(names)})

    def take(self, names: list[str]) -> Any:
        """The named columns, side by side."""
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


def inside(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """The model with the steps of a recipe before it.

    Args:
        request: `customs`, `inputs` and `outputs` as for `existing.load`; `raw` and `prepared`, the columns of each input as
            they come and as the model takes them, none where it takes an array as it comes; `steps`, each the `columns` that
            go through `layers` and come out as `made`.
        events: not asked.
        arrays: the model's bytes.
    """
    known = ports.of(request)
    with training.building, customs.scope(customs.load(request["customs"])):
        model = existing.model_of(request, arrays[0])
        pairs = [_input(model, request, place) for place in range(len(known.inputs))]
        taken, ready = ([pair[side] for pair in pairs] for side in (0, 1))
        whole = keras.Model(known.packed_inputs(taken), model(known.packed_inputs(ready)), name=model.name)
        if model.compiled:
            whole.compile_from_config(model.get_compile_config())
    return existing.kept(whole, request)


def _input(model: Any, request: dict[str, Any], place: int) -> tuple[Any, Any]:
    """What the whole model takes for an input, and what comes of it for the model inside."""
    name, raw = request["inputs"][place], request["raw"][place]
    if not raw:
        old = model.inputs[0] if len(request["inputs"]) == 1 else model._inputs_struct[name]
        same = keras.Input(old.shape[1:], dtype=old.dtype, name=name)
        return same, same
    taken = keras.Input((len(raw),), name=name)
    columns = Columns(taken, raw)
    for step in request["steps"]:
        _follow(columns, step)
    return taken, columns.take(request["prepared"][place])


def _follow(columns: Columns, step: Step) -> None:
    """Does a step with those of its columns that are here; where it has several, lists are one number a column."""
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

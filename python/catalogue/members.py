"""Members of the catalogue: all public objects of Keras except for those excluded here."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

PLACES: dict[str, str] = {
    "layer": "keras.layers",
    "optimizer": "keras.optimizers",
    "schedule": "keras.optimizers.schedules",
    "loss": "keras.losses",
    "metric": "keras.metrics",
    "callback": "keras.callbacks",
    "initializer": "keras.initializers",
    "regularizer": "keras.regularizers",
    "constraint": "keras.constraints",
    "quantization": "keras.quantizers",
    "application": "keras.applications",
    "activation": "keras.activations",
}
FUNCTIONS = {"application", "activation"}
"""Kinds whose members are functions."""

SINGLE: dict[str, tuple[str, ...]] = {"input": ("keras.Input",), "method": ("keras.Model.compile", "keras.Model.fit")}

ANOTHER_KIND: dict[str, str] = {
    "keras.optimizers.OptimizerMap": "assignment",
    "keras.quantizers.AbsMaxQuantizer": "quantizer",
}
"""Members of another kind than the rest of their module."""

_ABSTRACT = "a base class: it does nothing by itself"
_TOOL = "a function that handles objects, not one of them"
EXCLUDED: dict[str, str] = {
    "keras.layers.Layer": _ABSTRACT,
    "keras.layers.Wrapper": _ABSTRACT,
    "keras.layers.InputLayer": "keras.Input stands for it",
    "keras.layers.InputSpec": "no layer: it says what inputs a layer takes",
    "keras.optimizers.Optimizer": _ABSTRACT,
    "keras.optimizers.schedules.LearningRateSchedule": _ABSTRACT,
    "keras.losses.Loss": _ABSTRACT,
    "keras.metrics.Metric": _ABSTRACT,
    "keras.callbacks.Callback": _ABSTRACT,
    "keras.callbacks.CallbackList": "fit makes it of its callbacks",
    "keras.initializers.Initializer": _ABSTRACT,
    "keras.regularizers.Regularizer": _ABSTRACT,
    "keras.constraints.Constraint": _ABSTRACT,
    "keras.quantizers.Quantizer": _ABSTRACT,
    "keras.quantizers.QuantizationConfig": _ABSTRACT,
    "keras.quantizers.AWQConfig": "it needs rows to calibrate with; for a model that is fitted",
    "keras.quantizers.GPTQConfig": "it needs rows to calibrate with; for a model that is fitted",
    "keras.activations.deserialize": _TOOL,
    "keras.activations.get": _TOOL,
    "keras.activations.serialize": _TOOL,
}
"""Public objects that are not in the catalogue, with the reason."""


def symbols() -> Iterator[tuple[str, str]]:
    """Yields the kind and the dotted name of every member, kinds in the order of the documentation."""
    for kind, names in SINGLE.items():
        yield from ((kind, name) for name in names)
    for kind, place in PLACES.items():
        for symbol in public(kind, place):
            if symbol not in EXCLUDED:
                yield ANOTHER_KIND.get(symbol, kind), symbol


def public(kind: str, place: str) -> list[str]:
    """Returns one dotted name for each object of a public module, sorted, without aliases."""
    wanted: Callable[[Any], bool] = inspect.isfunction if kind in FUNCTIONS else inspect.isclass
    names: dict[int, list[str]] = {}
    objects: dict[int, Any] = {}
    for name, found in vars(import_module(place)).items():
        if wanted(found) and not name.startswith("_"):
            names.setdefault(id(found), []).append(name)
            objects[id(found)] = found
    return sorted(f"{place}.{_canonical(objects[each].__name__, names[each])}" for each in names)


def _canonical(own: str, names: list[str]) -> str:
    return own if own in names else min(names)


def find(symbol: str) -> Any:
    """Returns the object with a dotted name."""
    root, *path = symbol.split(".")
    found: Any = import_module(root)
    for name in path:
        found = getattr(found, name) if hasattr(found, name) else import_module(f"{found.__name__}.{name}")
    return found

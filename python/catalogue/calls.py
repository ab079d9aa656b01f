"""Call arguments: the signature of the `call` of each layer, with the facts that it does not contain."""

import inspect
from typing import Any

from catalogue import facts, signatures

Fact = dict[str, Any]

UNKNOWN = {"FlaxLayer", "TorchModuleWrapper"}
"""Layers whose `call` is that of a module of another package."""

NETWORK: list[Fact] = [
    {"name": "inputs", "required": True, "types": ["block"]},
    {"name": "training", "default": None, "types": ["bool"]},
]
"""Arguments of the networks of keras.applications, which are made by functions."""


def arguments(kind: str, name: str, found: Any) -> list[Fact] | None:
    """Returns the arguments of the call of a layer, its inputs first; None for what has no known call."""
    if kind == "application":
        return NETWORK
    if kind != "layer" or name in UNKNOWN:
        return None
    parameters = list(signatures.named(found.call).values())
    return [_argument(name, place, each) for place, each in enumerate(parameters)]


def _argument(owner: str, place: int, parameter: inspect.Parameter) -> Fact:
    key = f"{owner}.{parameter.name}"
    fact: Fact = {"name": parameter.name}
    if parameter.default is inspect.Parameter.empty:
        fact["required"] = True
    else:
        fact["default"] = parameter.default
    fact["types"] = _types(owner, key, place, parameter)
    if place == 0 and owner in facts.JOINS:
        fact["range"] = facts.JOINS[owner]
    if key in facts.REPEATED:
        fact["repeated"] = True
    return fact


def _types(owner: str, key: str, place: int, parameter: inspect.Parameter) -> list[str]:
    if place == 0:
        return ["block*"] if owner in facts.JOINS else ["block"]
    known = facts.CALL_TYPES.get(key, facts.CALL_TYPES.get(parameter.name))
    if known is None:
        raise LookupError(f"{key}: the type of a call argument must be in facts.CALL_TYPES. Received: {parameter}")
    return known.split()

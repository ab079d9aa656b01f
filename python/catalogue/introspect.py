"""Reads signatures from the installed Keras and puts the facts beside them."""

import inspect
import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from catalogue import facts

RANGES = {name: interval for interval, names in facts.RANGES.items() for name in names.split()}
BASES = re.compile("(Loss|Metric|Initializer|Regularizer|Constraint)(FunctionWrapper)?|MeanMetricWrapper")


def text() -> str:
    """The catalogue as it is checked in: JSON, one argument a line."""
    version = json.dumps(import_module("keras").__version__)
    named = ",\n".join(f"  {json.dumps(kind)}: {json.dumps(names(kind))}" for kind in facts.NAMED)
    entries = ",\n".join(entry(kind, symbol) for kind, symbol in symbols())
    return f'{{\n"keras": {version},\n"names": {{\n{named}\n}},\n"entries": [\n{entries}\n]\n}}\n'


def symbols() -> Iterator[tuple[str, str]]:
    for kind, (place, classes) in facts.INCLUDED.items():
        for name in classes.split():
            yield kind, f"{place}.{name}"


def entry(kind: str, symbol: str) -> str:
    """One class (or method): what it is, where it is described, its arguments in Keras' order."""
    head = {
        "symbol": symbol,
        "kind": kind,
        "summary": facts.SUMMARIES[symbol],
        "page": "https://keras.io/api/" + page(kind, find(symbol)),
    }
    arguments = [json.dumps(argument(symbol, each)) for each in parameters(kind, symbol)]
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "arguments": [\n  ' + ",\n  ".join(arguments) + "]}"


def find(symbol: str) -> Any:
    """The object that a dotted name stands for."""
    root, *path = symbol.split(".")
    found: Any = import_module(root)
    for name in path:
        found = getattr(found, name)
    return found


def parameters(kind: str, symbol: str) -> Iterator[inspect.Parameter]:
    withheld = facts.WITHHELD.get(kind, set())
    inherited = facts.INHERITED.get(kind, {})
    seen = set(withheld)
    for parameter in inspect.signature(find(symbol)).parameters.values():
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name not in withheld:
            seen.add(parameter.name)
            yield parameter
    for name, default in inherited.items():
        if name not in seen:
            yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default)


def argument(symbol: str, parameter: inspect.Parameter) -> dict[str, Any]:
    """One argument: its name, its default (or that it is required), what it accepts."""
    keys = (f"{symbol.rpartition('.')[2]}.{parameter.name}", parameter.name)
    fact: dict[str, Any] = {"name": parameter.name}
    if parameter.default is parameter.empty:
        fact["required"] = True
    else:
        fact["default"] = parameter.default
    fact["types"] = types(keys, parameter)
    choices = looked_up(facts.CHOICES, keys)
    if choices is not None:
        fact["choices"] = choices.split()
    interval = looked_up(RANGES, keys)
    if interval is not None:
        fact["range"] = interval
    return fact


def types(keys: tuple[str, str], parameter: inspect.Parameter) -> list[str]:
    known = looked_up(facts.TYPES, (*keys, parameter.name.rpartition("_")[2]))
    if known is not None:
        return known.split()
    if looked_up(facts.CHOICES, keys) is not None:
        return ["choice"]
    told = {bool: "bool", int: "int", float: "double", str: "string"}.get(type(parameter.default))
    if told is None:
        raise LookupError(f"{keys[0]}: its type must be in facts.TYPES. Received: {parameter}")
    return [told]


def looked_up(table: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((table[key] for key in keys if key in table), None)


def page(kind: str, found: Any) -> str:
    module = found.__module__.split(".")
    pattern = facts.PAGES[module[3] if kind == "layer" else kind]
    snake = import_module("keras.src.utils.naming").to_snake_case(found.__name__)
    file = module[-1]
    lower = found.__name__.lower()
    convolution = file.replace("conv", "convolution")
    return pattern.format(file=file, lower=lower, snake=snake, convolution=convolution)


def names(kind: str) -> list[str]:
    """The names under which Keras finds an object of a kind, as in ``loss="mse"``."""
    if kind == "optimizer":
        return sorted(name.lower() for name in facts.INCLUDED[kind][1].split())
    listed = import_module(facts.NAMED[kind]).ALL_OBJECTS_DICT
    found = {name for name, made in listed.items() if usable(kind, made)}
    return sorted(found | set(facts.METRIC_NAMES if kind == "metric" else ()))


def usable(kind: str, made: Any) -> bool:
    """Whether a name alone is enough: not a base class, not a function that needs more than x."""
    if inspect.isclass(made):
        return not BASES.fullmatch(made.__name__)
    required = [p for p in inspect.signature(made).parameters.values() if p.default is p.empty]
    return kind != "activation" or len(required) == 1

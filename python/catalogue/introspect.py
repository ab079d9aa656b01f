"""Catalogue entries: signatures of the installed Keras combined with the facts."""

import inspect
import json
import re
from importlib import import_module
from typing import Any

from catalogue import calls, documentation, facts, members, pages, signatures
from catalogue.summaries import SUMMARIES


def _by_argument(table: dict[str, str]) -> dict[str, str]:
    """Inverts a table by type into one by argument."""
    return {name: what for what, names in table.items() for name in names.split()}


TYPES = _by_argument(facts.TYPES)
RANGES = _by_argument(facts.RANGES)
PLAIN = {bool: "bool", int: "int", float: "double"}
BASES = re.compile("(Loss|Metric|Initializer|Regularizer|Constraint)(FunctionWrapper)?|MeanMetricWrapper")


def text() -> str:
    """Returns the catalogue as it is checked in: JSON, one argument per line."""
    version = json.dumps(import_module("keras").__version__)
    named = ",\n".join(f"  {json.dumps(kind)}: {json.dumps(names(kind))}" for kind in facts.NAMED)
    entries = ",\n".join(entry(kind, symbol) for kind, symbol in members.symbols())
    return f'{{\n"keras": {version},\n"names": {{\n{named}\n}},\n"entries": [\n{entries}\n]\n}}\n'


def entry(kind: str, symbol: str) -> str:
    """Returns the entry of a member: its kind, its documentation page, its arguments in Keras' order."""
    found = members.find(symbol)
    head: dict[str, Any] = {
        "symbol": symbol,
        "kind": kind,
        "summary": SUMMARIES.get(symbol) or pages.summary(kind, found),
        "page": "https://keras.io/api/" + pages.page(kind, symbol, found),
    }
    shape = pages.takes(kind, found)
    if shape is not None:
        head["takes"] = shape
    called = calls.arguments(kind, name_of(symbol), found)
    if called is not None:
        head["call"] = called
    told = documentation.arguments(found)
    arguments = [argument(symbol, each, told.get(each.name, "")) for each in parameters(kind, symbol, found)]
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    lines = ",\n  ".join(json.dumps(each) for each in arguments)
    return f'{opening}, "arguments": [\n  {lines}]}}' if lines else f'{opening}, "arguments": []}}'


def parameters(kind: str, symbol: str, found: Any) -> list[inspect.Parameter]:
    withheld = facts.WITHHELD.get(kind, set()) | facts.UNUSED.get(name_of(symbol), set())
    return [each for each in signatures.parameters(found) if each.name not in withheld]


def argument(symbol: str, parameter: inspect.Parameter, told: str) -> dict[str, Any]:
    """Returns an argument: its name, its default (or that it is required), its accepted values."""
    keys = (f"{name_of(symbol)}.{parameter.name}", parameter.name)
    fact: dict[str, Any] = {"name": parameter.name}
    if parameter.default is parameter.empty:
        fact["required"] = True
    else:
        fact["default"] = parameter.default
    fact["types"] = types(keys, parameter, told)
    if "choice" in fact["types"]:
        fact["choices"] = str(looked_up(facts.CHOICES, keys)).split()
    interval = looked_up(RANGES, keys)
    if interval is not None and {"int", "double", "int*", "double*", "shape", "weights"} & set(fact["types"]):
        fact["range"] = interval
    return fact


def name_of(symbol: str) -> str:
    return symbol.rpartition(".")[2]


def types(keys: tuple[str, str], parameter: inspect.Parameter, told: str = "") -> list[str]:
    """Returns the accepted types: from the tables, else from the default, else from Keras' documentation."""
    known = TYPES.get(keys[0])
    if known is None and isinstance(parameter.default, bool):
        return ["bool"]
    known = known or TYPES.get(parameter.name)
    if known is None and looked_up(facts.CHOICES, keys) is not None:
        return ["choice"]
    last = parameter.name.rpartition("_")[2]
    known = known or (TYPES[last] if last in facts.LAST_WORDS else None)
    if known is not None:
        return known.split()
    hint = PLAIN.get(type(parameter.default)) or documentation.hint(told)
    if hint is None:
        raise LookupError(f"{keys[0]}: its type must be in facts.TYPES. Received: {parameter}")
    return [hint]


def looked_up(table: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((table[key] for key in keys if key in table), None)


def names(kind: str) -> list[str]:
    """Returns the names by which Keras resolves objects of a kind, as in ``loss="mse"``."""
    if kind == "optimizer":
        return sorted(name_of(each).lower() for own, each in members.symbols() if own == kind and usable(kind, members.find(each)))
    listed = import_module(facts.NAMED[kind]).ALL_OBJECTS_DICT
    found = {name for name, made in listed.items() if usable(kind, made)}
    return sorted(found | set(facts.METRIC_NAMES if kind == "metric" else ()))


def usable(kind: str, made: Any) -> bool:
    """Returns whether a name alone suffices: no base class, no required arguments."""
    required = [
        p for p in inspect.signature(made).parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
    ]
    if inspect.isclass(made):
        return not BASES.fullmatch(made.__name__) and not required
    return kind != "activation" or len(required) == 1

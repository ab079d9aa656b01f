"""Test cases for each accepted type of each argument of the catalogue, and their results in Keras.

A case is `{"call": symbol, "with": {argument: [type, value]}, "sets": argument}`; a nested object has the first two
keys. Java creates the same objects through its typed classes, so no Keras code is written by hand.
"""

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exceptions
import functions
import keras
import numpy as np

from keras4j_runtime import missing_packages, programs

Value = list[Any]
Call = dict[str, Any]

CATALOGUE = Path(__file__).parents[2] / "java/core/src/main/resources/keras4j/internal/catalogue/keras-3.15.1.json"
ENTRIES = {entry["symbol"]: entry for entry in json.loads(CATALOGUE.read_text(encoding="utf-8"))["entries"]}
NOT_MADE = {"input", "method", "activation"}
"""Kinds without their own Java class: blocks, specs and constants represent them."""
FOREIGN = {"object", "tensor"}
INTS = (2, 3, 4, 1, 8, 32)
DOUBLES = (0.25, 0.5, 2.0, 20.0)

BY_TYPE: dict[str, Any] = {
    "int*": [2, 1, 3],
    "int**": [[1, 2], [3, 4], [5, 6]],
    "double*": [0.25, 0.5],
    "shape": [None, 2],
    "string": "text",
    "string*": ["one", "two"],
    "any{}": {"times": 2, "words": ["one", "two"]},
    "double{}": {"rmax": 2.0},
    "string{}": {"one": "two"},
    "optimizer{}": {"hidden/.*": {"call": "keras.optimizers.SGD", "with": {}}},
    "none": None,
    "callable": "own",
    "activation": "relu",
    "initializer": {"call": "keras.initializers.HeNormal", "with": {"seed": ["int", 7]}},
    "regularizer": {"call": "keras.regularizers.L2", "with": {"l2": ["double", 0.25]}},
    "constraint": {"call": "keras.constraints.MaxNorm", "with": {"max_value": ["double", 3.0]}},
    "schedule": {
        "call": "keras.optimizers.schedules.InverseTimeDecay",
        "with": {"initial_learning_rate": ["double", 0.5], "decay_steps": ["int", 3], "decay_rate": ["double", 0.25]},
    },
    "optimizer": {"call": "keras.optimizers.SGD", "with": {"momentum": ["double", 0.5]}},
    "assignment": {
        "call": "keras.optimizers.OptimizerMap",
        "with": {"default_optimizer": ["optimizer", {"call": "keras.optimizers.SGD", "with": {}}]},
    },
    "layer": {"call": "keras.layers.Dense", "with": {"units": ["int", 3]}},
    "layer*": [{"call": "keras.layers.GRUCell", "with": {"units": ["int", 3]}}],
    "quantization": {"call": "keras.quantizers.Int8QuantizationConfig", "with": {}},
    "quantizer": {"call": "keras.quantizers.AbsMaxQuantizer", "with": {"axis": ["int", 0]}},
}


def name_of(symbol: str) -> str:
    return symbol.rpartition(".")[2]


def entries() -> list[dict[str, Any]]:
    """Returns the entries that have a typed class in Java."""
    return [
        entry
        for entry in ENTRIES.values()
        if entry["kind"] not in NOT_MADE and not any(foreign(each) and each.get("required") for each in entry["arguments"])
    ]


def foreign(argument: dict[str, Any]) -> bool:
    return set(argument["types"]) <= FOREIGN


def cases(entry: dict[str, Any]) -> Iterator[Call]:
    """Yields the plain case of an entry first, then one for each type of each argument."""
    symbol = entry["symbol"]
    base = needed(entry)
    yield {"call": symbol, "with": base, "sets": None}
    for argument in entry["arguments"]:
        for kind in argument["types"]:
            if kind not in FOREIGN and not only_default(argument, kind):
                given = value(name_of(symbol), argument, kind)
                beside = looked_up(exceptions.BESIDE, name_of(symbol), argument["name"], kind) or {}
                given = {**base, **beside, argument["name"]: given}
                kept = {name: each for name, each in given.items() if each is not None}
                yield {"call": symbol, "with": kept, "sets": argument["name"]}


def only_default(argument: dict[str, Any], kind: str) -> bool:
    """Returns whether a type only allows the default while another type allows more."""
    return kind == "choice" and argument["choices"] == [argument.get("default")] and len(argument["types"]) > 1


def needed(entry: dict[str, Any]) -> dict[str, Value]:
    """Returns the required arguments, with values of their first type, and those needed for a sensible object."""
    name = name_of(entry["symbol"])
    required = [each for each in entry["arguments"] if each.get("required")]
    given = {each["name"]: value(name, each, each["types"][0]) for each in required}
    return given | exceptions.NEEDED.get(entry["kind"], {}) | exceptions.NEEDED.get(name, {})


def value(owner: str, argument: dict[str, Any], kind: str) -> Value:
    """Returns a value of a type that differs from the default."""
    special = looked_up(exceptions.VALUES, owner, argument["name"], kind)
    if special is not None:
        return [kind, special]
    default = argument.get("default")
    if kind == "bool":
        return [kind, default is not True]
    if kind == "choice":
        return [kind, next((each for each in argument["choices"] if each != default), default)]
    if kind in ("int", "double"):
        numbers = INTS if kind == "int" else DOUBLES
        return [kind, next(each for each in numbers if each != default and inside(each, argument.get("range")))]
    rank = re.search("([123])D", owner)
    if kind in ("int*", "int**") and rank is not None:
        return [kind, BY_TYPE[kind][: int(rank[1])]]
    return [kind, BY_TYPE[kind]]


def looked_up(table: dict[str, Any], owner: str, name: str, kind: str) -> Any:
    keys = (f"{owner}.{name}:{kind}", f"{owner}.{name}", f"{name}:{kind}", name)
    return next((table[key] for key in keys if key in table), None)


def inside(number: float, interval: str | None) -> bool:
    if interval is None:
        return True
    low, high = (float(end) for end in interval[1:-1].split(","))
    return (low <= number if interval[0] == "[" else low < number) and (number <= high if interval[-1] == "]" else number < high)


def anew() -> None:
    """Resets names and seeds, so that equal calls create equal objects."""
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(1)


def make(call: Call) -> Any:
    """Creates the object of a case with keyword arguments."""
    anew()
    return made(call)


class Network:
    """Recorded call of a function of keras.applications: building some of these networks takes minutes."""

    def __init__(self, function: Any, arguments: dict[str, Any]) -> None:
        bound = inspect.signature(function).bind(**arguments)
        bound.apply_defaults()
        self.arguments = {"function": function.__name__, **bound.arguments}

    def get_config(self) -> dict[str, Any]:
        return self.arguments


class _Applications:
    def __getattr__(self, name: str) -> Any:
        return lambda **arguments: Network(getattr(keras.applications, name), arguments)


class _Keras:
    applications = _Applications()

    def __getattr__(self, name: str) -> Any:
        return getattr(keras, name)


Keras = _Keras()
"""Keras without the networks of keras.applications, which are not built."""


def made(call: Call) -> Any:
    found: Any = Keras
    for name in call["call"].split(".")[1:]:
        found = getattr(found, name)
    return found(**{name: python(*given) for name, given in call["with"].items()})


def python(kind: str, given: Any) -> Any:
    if isinstance(given, dict) and "call" in given:
        return made(given)
    if isinstance(given, dict):
        return {key: python(kind, each) for key, each in given.items()}
    if kind == "callable":
        return getattr(functions, given)
    if isinstance(given, list):
        items = [python(kind, each) for each in given]
        return tuple(items) if kind in ("int*", "int**", "shape") else items
    return given


def state(thing: Any, argument: str) -> Any:
    """Returns the value of an argument in an object: from its configuration, else from an attribute."""
    kept = exceptions.KEPT.get(f"{type(thing).__name__}.{argument}")
    config = configuration(thing)
    if kept is None and argument in config:
        return plain(config[argument])
    *inner, name = (kept or argument).split(".")
    for each in inner:
        thing = getattr(thing, each)
    for attribute in (name, f"_{name}"):
        if hasattr(thing, attribute):
            found = getattr(thing, attribute)
            return plain(found() if kept and inspect.ismethod(found) else found)
    function = getattr(thing, "_fn_kwargs", {})
    if name in function:
        return plain(function[name])
    raise LookupError(f"{type(thing).__name__} does not keep {argument}")


def configuration(thing: Any) -> dict[str, Any]:
    try:
        config = thing.get_config() if hasattr(thing, "get_config") else vars(thing)
    except NotImplementedError:
        config = vars(thing)
    return dict(config)


def whole(thing: Any) -> Any:
    """Returns the whole configuration of an object in comparable form."""
    return plain({key: each for key, each in configuration(thing).items() if not callable(each) or hasattr(each, "get_config")})


def plain(given: Any) -> Any:
    """Returns a comparable value: objects become their class and configuration."""
    if isinstance(given, dict):
        return {str(key): plain(each) for key, each in given.items()}
    if isinstance(given, list | tuple):
        return [plain(each) for each in given]
    if given is None or isinstance(given, bool | int | float | str):
        return given
    if hasattr(given, "get_config"):
        return [type(given).__name__, plain(given.get_config())]
    if inspect.isroutine(given) or inspect.isclass(given):
        return given.__name__
    if hasattr(given, "__array__"):
        return np.asarray(given).tolist()
    return repr(type(given))


def problem(case: Call, thing: Any) -> str | None:
    """Returns how an object differs from the expected one of a case, or None."""
    pure = make(case)
    if type(thing) is not type(pure) or whole(thing) != whole(pure):
        return f"{case}: keeps {whole(thing)}, in plain Python {whole(pure)}"
    if case["sets"] is None:
        return None
    found, expected = state(thing, case["sets"]), state(pure, case["sets"])
    if found != expected:
        return f"{case}: keeps {found}, in plain Python {expected}"
    base = needed(ENTRIES[case["call"]])
    same = base.get(case["sets"]) == case["with"][case["sets"]] or key_of(case) in exceptions.ONE_VALUE
    if not same and found == state(make({**case, "with": base}), case["sets"]):
        return f"{case}: keeps {found}, as without it"
    return None


def key_of(case: Call) -> str:
    return f"{name_of(case['call'])}.{case['sets']}"


def is_absent(error: Exception) -> bool:
    """Returns whether Keras lacks a package or a backend."""
    return isinstance(error, ImportError | NotImplementedError) or "only supported with the TensorFlow backend" in str(error)


def all_cases() -> list[Call]:
    """Returns every case with its required arguments."""
    return [
        {**case, "needs": needed(entry), "shape": exceptions.SHAPES.get(name_of(entry["symbol"]))}
        for entry in entries()
        for case in cases(entry)
    ]


def judge(sources: list[str]) -> dict[str, Any]:
    """Runs the code that Java wrote for each case and reports failures and missing packages.

    Returns:
        `problems`: a line each; `absent`: class, or class and argument, to what Keras says; `covered`: kind to the
        number of classes and of arguments that arrived, and of those that are.
    """
    problems: list[str] = []
    absent: dict[str, str] = {}
    arrived: dict[str, set[str]] = {}
    for case, source in zip(all_cases(), sources, strict=True):
        where = name_of(case["call"]) if case["sets"] is None else key_of(case)
        lack = missing_packages.reason(case["call"])
        if lack is not None:
            absent[where] = lack
            continue
        try:
            anew()
            wrong = problem(case, eval(source, {"keras": Keras, **vars(functions)}))
        except Exception as error:
            if is_absent(error):
                absent[where] = str(error)
                continue
            wrong = f"{case}: {type(error).__name__}: {error}"
        if wrong is None:
            arrived.setdefault(case["call"], set()).add(str(case["sets"]))
        else:
            problems.append(wrong)
    plain_absent = {
        name: said for name, said in absent.items() if name.partition(".")[0] == name or name.partition(".")[0] not in absent
    }
    return {"problems": problems, "absent": plain_absent, "covered": covered(arrived)}


def covered(arrived: dict[str, set[str]]) -> dict[str, list[int]]:
    """Returns for each kind: created classes, all classes, transmitted arguments, all arguments."""
    table: dict[str, list[int]] = {}
    for entry in ENTRIES.values():
        if entry["kind"] not in NOT_MADE:
            row = table.setdefault(entry["kind"], [0, 0, 0, 0])
            found = arrived.get(entry["symbol"], set())
            row[0] += "None" in found
            row[1] += 1
            row[2] += len(found - {"None"})
            row[3] += len(entry["arguments"])
    return table


def judge_programs(programs_of: list[dict[str, Any]]) -> list[str]:
    """Returns one line for each wrong layer that the programs of specs build."""
    problems: list[str] = []
    for each in programs_of:
        case = each["case"]
        anew()
        built = programs.load(each["source"], "net.py", vars(functions), each["header"]).build().layers[-1]
        anew()
        pure = keras.Sequential([keras.Input(case["shape"]), made(case)]).layers[-1]
        found, expected = ({**whole(layer), "name": None} for layer in (built, pure))
        if found != expected or built.output.shape != pure.output.shape:
            problems.append(f"{case}: keeps {found}, in plain Python {expected}")
    return problems


def judge_rates(programs_of: list[dict[str, str]]) -> list[str]:
    """Returns the optimizers without the learning rate 0.125, or the schedule, of their programs."""
    problems: list[str] = []
    for each in programs_of:
        for kind in ("number", "schedule"):
            optimizer = programs.load(each[kind], "net.py").build().optimizer
            rate = optimizer.learning_rate if kind == "number" else optimizer._learning_rate.initial_learning_rate
            if type(optimizer).__name__ != each["class"] or float(rate) != 0.125:
                problems.append(f"{each['class']}: {kind} {rate}")
    return problems

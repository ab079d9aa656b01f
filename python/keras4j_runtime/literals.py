"""The numbers in programs: in which of them programs may differ that are trained together."""

import ast
from dataclasses import dataclass
from typing import Any

_SEED = "keras.utils.set_random_seed"
_TRACED = {
    "keras.layers.Dropout": "rate",
    "keras.layers.SpatialDropout1D": "rate",
    "keras.layers.SpatialDropout2D": "rate",
    "keras.layers.GaussianNoise": "stddev",
    "keras.layers.LeakyReLU": "negative_slope",
}
"""Layers' first arguments that may differ: attributes of the same name, which are positive and only computed with."""

_DENSE = "keras.layers.Dense"
_THROUGH = {
    "keras.layers.Dropout": {"rate", "seed"},
    "keras.layers.BatchNormalization": {"momentum", "epsilon", "center", "scale"},
    "keras.layers.Activation": {"activation"},
    _DENSE: {"units", "activation", "use_bias", "kernel_initializer", "bias_initializer"},
}
"""Layers, with the arguments that they may have, through which units that give zero and get zero stay without effect."""
ZERO = {None, "linear", "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "swish", "tanh", "softsign", "mish"}
"""Activations that make zero of zero."""
OPTIMIZERS = {f"keras.optimizers.{name}" for name in ("SGD", "RMSprop", "Adam", "AdamW", "Adamax", "Nadam", "Adagrad", "Adadelta")}
"""Those that leave alone what has no gradient and is zero."""


@dataclass(frozen=True)
class Spot:
    """A literal number in a program: the call that it is an argument of, and that call's `name`."""

    call: str
    argument: str
    layer: str | None
    value: float

    def free(self) -> bool:
        """Whether it changes nothing in the compiled step: seeds and rates are part of a model's state."""
        return self.call == _SEED or (self.call.startswith("keras.optimizers.") and self.argument == "learning_rate")

    def traced(self) -> bool:
        """Whether it can be an argument of the compiled step."""
        return self.argument in {"0", _TRACED.get(self.call)} and self.call in _TRACED and bool(self.layer) and self.value > 0


@dataclass(frozen=True)
class Hole:
    """A number in which programs differ: an argument of a layer, and what each program has there.

    Where the layer is a dropout of units that were padded, `widths` has how many each program has.
    """

    layer: str
    argument: str
    values: tuple[float, ...]
    widths: tuple[int, ...] | None


class Literals(ast.NodeVisitor):
    """The numbers in a program, in order, and the program without those that may differ."""

    def __init__(self, source: str) -> None:
        self.spots: list[Spot] = []
        tree = ast.parse(source)
        layers = _layers(tree)
        self._widths = _paddable(layers) if _leaves_zeros(tree) else []
        self.widths = [int(str(node.value)) for node in self._widths]
        self.dropouts = _dropouts(layers, self._widths)
        self.visit(tree)
        for node in self._widths:
            node.value = 0
        self.shape = ast.dump(tree)

    def key(self) -> Any:
        """What programs that are trained together have in common."""
        return self.shape, tuple(None if spot.free() or spot.traced() else spot.value for spot in self.spots)

    def visit_Call(self, node: ast.Call) -> None:
        """Takes the numbers out of a call's arguments."""
        name = ast.unparse(node.func)
        for place, argument in enumerate(node.args):
            self._take(argument, name, str(place), _name(node))
        for keyword in node.keywords:
            self._take(keyword.value, name, str(keyword.arg), _name(node))
        self.generic_visit(node)

    def _take(self, value: ast.expr, call: str, argument: str, layer: str | None) -> None:
        seed = call == _SEED
        if isinstance(value, ast.Constant) and (type(value.value) is float or (seed and type(value.value) is int)):
            self.spots.append(Spot(call, argument, layer, value.value))
            value.value = 0.0


def holes(programs: list[Literals]) -> list[Hole]:
    """In which numbers of layers programs of one key differ."""
    found = []
    for spots in zip(*[each.spots for each in programs], strict=True):
        values = tuple(spot.value for spot in spots)
        layer = str(spots[0].layer)
        widths = tuple(each.widths[each.dropouts[layer]] for each in programs) if layer in programs[0].dropouts else None
        padded = widths is not None and len(set(widths)) > 1
        if spots[0].traced() and (padded or len(set(values)) > 1):
            found.append(Hole(layer, _TRACED[spots[0].call], values, widths))
    return found


def widened(source: str, widths: list[int]) -> str:
    """A program with other widths in the place of those that can be padded."""
    tree = ast.parse(source)
    for node, width in zip(_paddable(_layers(tree)), widths, strict=True):
        node.value = width
    return ast.unparse(tree)


def seed_of(source: str) -> int | None:
    """The seed that a program sets."""
    return next((int(spot.value) for spot in Literals(source).spots if spot.call == _SEED), None)


def _name(node: ast.Call) -> str | None:
    named = [each.value.value for each in node.keywords if each.arg == "name" and isinstance(each.value, ast.Constant)]
    return str(named[0]) if named else None


def _layers(tree: ast.AST) -> list[ast.Call]:
    """The layers of a program that puts one behind another; none where they are a graph."""
    models = [each for each in ast.walk(tree) if isinstance(each, ast.Call) and ast.unparse(each.func) == "keras.Sequential"]
    given = models[0].args[0] if len(models) == 1 and models[0].args else None
    return [each for each in given.elts if isinstance(each, ast.Call)] if isinstance(given, ast.List) else []


def _leaves_zeros(tree: ast.AST) -> bool:
    calls = {ast.unparse(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)}
    return any(call in OPTIMIZERS for call in calls)


def _paddable(layers: list[ast.Call]) -> list[ast.Constant]:
    """The widths that may be larger: those of dense layers with only what `_THROUGH` names from them to the last."""
    dense = [at for at, layer in enumerate(layers) if ast.unparse(layer.func) == _DENSE]
    found: list[ast.Constant] = []
    for at, following in zip(dense[-2::-1], dense[:0:-1], strict=True):
        units = layers[at].args[0] if layers[at].args else None
        if not (isinstance(units, ast.Constant) and type(units.value) is int and _told(layers[following])):
            break
        if not all(_told(each) and _zero(each) for each in layers[at:following]):
            break
        found.insert(0, units)
    return found


def _told(layer: ast.Call) -> bool:
    """Whether a layer is one of those named, with no other arguments."""
    known = _THROUGH.get(ast.unparse(layer.func))
    return known is not None and len(layer.args) <= 1 and (known | {"name"}).issuperset(each.arg for each in layer.keywords)


def _zero(layer: ast.Call) -> bool:
    """Whether a layer makes zero of zero."""
    told = {each.arg: each.value for each in layer.keywords}
    plain = layer.args[0] if ast.unparse(layer.func) == "keras.layers.Activation" and layer.args else None
    activation = told.get("activation", plain)
    return activation is None or (isinstance(activation, ast.Constant) and activation.value in ZERO)


def _dropouts(layers: list[ast.Call], widths: list[ast.Constant]) -> dict[str, int]:
    """The dropouts behind layers whose width may be padded, with that width's place."""
    found: dict[str, int] = {}
    place = None
    for layer in layers:
        if ast.unparse(layer.func) == _DENSE:
            place = next((at for at, node in enumerate(widths) if layer.args and layer.args[0] is node), None)
        elif place is not None and ast.unparse(layer.func) == "keras.layers.Dropout":
            found[str(_name(layer))] = place
    return found

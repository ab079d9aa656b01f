"""Number literals of programs, and the literals that may differ between programs trained as one batch."""

import ast
from dataclasses import dataclass
from typing import Any

_SEED = "keras.utils.set_random_seed"
_TRACEABLE_ARGUMENTS = {
    "keras.layers.Dropout": "rate",
    "keras.layers.SpatialDropout1D": "rate",
    "keras.layers.SpatialDropout2D": "rate",
    "keras.layers.GaussianNoise": "stddev",
    "keras.layers.LeakyReLU": "negative_slope",
}
"""First arguments of layers that may differ: positive attributes of the same name that are only used in arithmetic."""

_DENSE = "keras.layers.Dense"
_ZERO_PRESERVING_LAYERS = {
    "keras.layers.Dropout": {"rate", "seed"},
    "keras.layers.BatchNormalization": {"momentum", "epsilon", "center", "scale"},
    "keras.layers.Activation": {"activation"},
    _DENSE: {"units", "activation", "use_bias", "kernel_initializer", "bias_initializer"},
}
"""Layers and the arguments they may have such that units whose input and output are zero remain without effect."""
ZERO_PRESERVING_ACTIVATIONS = {
    None,
    "linear",
    "relu",
    "relu6",
    "leaky_relu",
    "elu",
    "selu",
    "celu",
    "gelu",
    "silu",
    "swish",
    "tanh",
    "softsign",
    "mish",
}
"""Activations that map zero to zero."""
ZERO_PRESERVING_OPTIMIZERS = {
    f"keras.optimizers.{name}" for name in ("SGD", "RMSprop", "Adam", "AdamW", "Adamax", "Nadam", "Adagrad", "Adadelta")
}
"""Optimizers that leave a zero weight without gradient unchanged."""


@dataclass(frozen=True)
class NumberLiteral:
    """Number literal in a program: the call it is an argument of, and the `name` of that call's layer."""

    call: str
    argument: str
    layer: str | None
    value: float

    def free(self) -> bool:
        """Returns whether it does not affect the compiled step: seeds and learning rates are part of a model's state."""
        return self.call == _SEED or (self.call.startswith("keras.optimizers.") and self.argument == "learning_rate")

    def traced(self) -> bool:
        """Returns whether it can be an argument of the compiled step."""
        return (
            self.argument in {"0", _TRACEABLE_ARGUMENTS.get(self.call)}
            and self.call in _TRACEABLE_ARGUMENTS
            and bool(self.layer)
            and self.value > 0
        )


@dataclass(frozen=True)
class VaryingNumber:
    """Layer argument in which programs differ, with its value in each program.

    If the layer drops out padded units, `widths` holds the number of real units of each program.
    """

    layer: str
    argument: str
    values: tuple[float, ...]
    widths: tuple[int, ...] | None


class Literals(ast.NodeVisitor):
    """Number literals of a program, in order, and the program without the literals that may differ."""

    def __init__(self, source: str) -> None:
        self.numbers: list[NumberLiteral] = []
        tree = ast.parse(source)
        layers = _layers(tree)
        self._widths = _paddable(layers) if _optimizer_preserves_zero(tree) else []
        self.widths = [int(str(node.value)) for node in self._widths]
        self.dropouts = _dropouts(layers, self._widths)
        self.visit(tree)
        for node in self._widths:
            node.value = 0
        self.shape = ast.dump(tree)

    def key(self) -> Any:
        """Returns the key that programs trained as one batch have in common."""
        return self.shape, tuple(None if number.free() or number.traced() else number.value for number in self.numbers)

    def visit_Call(self, node: ast.Call) -> None:
        """Extracts the numbers from a call's arguments."""
        name = ast.unparse(node.func)
        for place, argument in enumerate(node.args):
            self._record(argument, name, str(place), _name(node))
        for keyword in node.keywords:
            self._record(keyword.value, name, str(keyword.arg), _name(node))
        self.generic_visit(node)

    def _record(self, value: ast.expr, call: str, argument: str, layer: str | None) -> None:
        seed = call == _SEED
        if isinstance(value, ast.Constant) and (type(value.value) is float or (seed and type(value.value) is int)):
            self.numbers.append(NumberLiteral(call, argument, layer, value.value))
            value.value = 0.0


def varying_numbers(programs: list[Literals]) -> list[VaryingNumber]:
    """Returns the layer arguments in which programs of one key differ."""
    found = []
    for numbers in zip(*[each.numbers for each in programs], strict=True):
        values = tuple(number.value for number in numbers)
        layer = str(numbers[0].layer)
        widths = tuple(each.widths[each.dropouts[layer]] for each in programs) if layer in programs[0].dropouts else None
        padded = widths is not None and len(set(widths)) > 1
        if numbers[0].traced() and (padded or len(set(values)) > 1):
            found.append(VaryingNumber(layer, _TRACEABLE_ARGUMENTS[numbers[0].call], values, widths))
    return found


def widened(source: str, widths: list[int]) -> str:
    """Returns a program in which the paddable widths are replaced."""
    tree = ast.parse(source)
    for node, width in zip(_paddable(_layers(tree)), widths, strict=True):
        node.value = width
    return ast.unparse(tree)


def seed_of(source: str) -> int | None:
    """Returns the seed that a program sets, or None."""
    return next((int(number.value) for number in Literals(source).numbers if number.call == _SEED), None)


def _name(node: ast.Call) -> str | None:
    named = [each.value.value for each in node.keywords if each.arg == "name" and isinstance(each.value, ast.Constant)]
    return str(named[0]) if named else None


def _layers(tree: ast.AST) -> list[ast.Call]:
    """Returns the layers of a sequential program, and no layers for a graph."""
    models = [each for each in ast.walk(tree) if isinstance(each, ast.Call) and ast.unparse(each.func) == "keras.Sequential"]
    given = models[0].args[0] if len(models) == 1 and models[0].args else None
    return [each for each in given.elts if isinstance(each, ast.Call)] if isinstance(given, ast.List) else []


def _optimizer_preserves_zero(tree: ast.AST) -> bool:
    calls = {ast.unparse(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)}
    return any(call in ZERO_PRESERVING_OPTIMIZERS for call in calls)


def _paddable(layers: list[ast.Call]) -> list[ast.Constant]:
    """Returns the widths that may be padded: those of dense layers followed by zero-preserving layers only."""
    dense = [at for at, layer in enumerate(layers) if ast.unparse(layer.func) == _DENSE]
    found: list[ast.Constant] = []
    for at, following in zip(dense[-2::-1], dense[:0:-1], strict=True):
        units = layers[at].args[0] if layers[at].args else None
        if not (isinstance(units, ast.Constant) and type(units.value) is int and _is_plain(layers[following])):
            break
        if not all(_is_plain(each) and _preserves_zero(each) for each in layers[at:following]):
            break
        found.insert(0, units)
    return found


def _is_plain(layer: ast.Call) -> bool:
    """Returns whether a layer is zero-preserving and has no other arguments than those listed."""
    known = _ZERO_PRESERVING_LAYERS.get(ast.unparse(layer.func))
    return known is not None and len(layer.args) <= 1 and (known | {"name"}).issuperset(each.arg for each in layer.keywords)


def _preserves_zero(layer: ast.Call) -> bool:
    """Returns whether a layer maps zero to zero."""
    told = {each.arg: each.value for each in layer.keywords}
    plain = layer.args[0] if ast.unparse(layer.func) == "keras.layers.Activation" and layer.args else None
    activation = told.get("activation", plain)
    return activation is None or (isinstance(activation, ast.Constant) and activation.value in ZERO_PRESERVING_ACTIVATIONS)


def _dropouts(layers: list[ast.Call], widths: list[ast.Constant]) -> dict[str, int]:
    """Returns the dropout layers that follow a paddable layer, with the index of its width."""
    found: dict[str, int] = {}
    place = None
    for layer in layers:
        if ast.unparse(layer.func) == _DENSE:
            place = next((at for at, node in enumerate(widths) if layer.args and layer.args[0] is node), None)
        elif place is not None and ast.unparse(layer.func) == "keras.layers.Dropout":
            found[str(_name(layer))] = place
    return found

"""Fits of one architecture trained together on JAX: their weights are stacked, and each step is one compiled call for all.

Each fit sees the rows, in the order, with the random numbers that Keras' own `fit` of its program would give it. Programs may
differ in their seed and in the numbers listed in `_TRACED`, which then are arguments of the compiled step.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import keras
import numpy as np
from keras.src.trainers.data_adapters import data_adapter_utils

from . import ports, training, watching

if TYPE_CHECKING:
    from .trials import Member, Predictions

Array = np.ndarray[Any, Any]

_TRACED = {
    "keras.layers.Dropout": "rate",
    "keras.layers.SpatialDropout1D": "rate",
    "keras.layers.SpatialDropout2D": "rate",
    "keras.layers.GaussianNoise": "stddev",
    "keras.layers.LeakyReLU": "negative_slope",
}
"""Layers' first arguments that may differ: attributes of the same name, which are positive and only computed with."""

_SEED = "keras.utils.set_random_seed"
_BATCH = 32
"""Keras' own batch size."""
_PREDICTED = 1000
"""Rows that are predicted in one call."""


def groups(members: "list[Member]") -> "list[list[tuple[int, Member]]]":
    """Trials, with their places, by what their programs and rows have in common: those of a group may be trained together."""
    found: dict[Any, list[tuple[int, Member]]] = {}
    for at, member in enumerate(members):
        literals = _Literals(member.request["source"])
        key = (literals.shape, literals.fixed(), len(member.fold.training[0]), str(member.request["customs"]))
        found.setdefault(key if keras.backend.backend() == "jax" else at, []).append((at, member))
    return list(found.values())


def train(members: "list[Member]", events: watching.Events) -> "list[Predictions] | None":
    """Trains the trials of a group together and predicts after their epochs.

    Returns:
        What each trial predicts; None where they can't be trained together, and must be one by one.
    """
    try:
        fits = [_Fit.of(member) for member in members]
    except Exception:  # Whatever is wrong with one of them is found again, and said, when each is trained by itself.
        return None
    if not _alike(fits):
        return None
    return _Group(members, fits, _holes([member.request["source"] for member in members])).train(events)


@dataclass(frozen=True)
class _Hole:
    """A number in which programs differ: an argument of a layer, and what each program has there."""

    layer: str
    argument: str
    values: tuple[float, ...]


def _holes(sources: list[str]) -> list[_Hole]:
    """In which numbers of layers programs of a group differ."""
    holes = []
    for spots in zip(*[_Literals(source).spots for source in sources], strict=True):
        values = tuple(spot.value for spot in spots)
        if spots[0].traced() and any(value != values[0] for value in values):
            holes.append(_Hole(str(spots[0].layer), _TRACED[spots[0].call], values))
    return holes


@dataclass(frozen=True)
class _Spot:
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


class _Literals(ast.NodeVisitor):
    """The numbers in a program, in order, and the program without those that may differ."""

    def __init__(self, source: str) -> None:
        self.spots: list[_Spot] = []
        tree = ast.parse(source)
        self.visit(tree)
        self.shape = ast.dump(tree)

    def fixed(self) -> tuple[Any, ...]:
        """The numbers that must be the same where programs are trained together; None in the place of others."""
        return tuple(None if spot.free() or spot.traced() else spot.value for spot in self.spots)

    def visit_Call(self, node: ast.Call) -> None:
        """Takes the numbers out of a call's arguments."""
        name = ast.unparse(node.func)
        named = [each.value.value for each in node.keywords if each.arg == "name" and isinstance(each.value, ast.Constant)]
        layer = str(named[0]) if named else None
        for place, argument in enumerate(node.args):
            self._take(argument, name, str(place), layer)
        for keyword in node.keywords:
            self._take(keyword.value, name, str(keyword.arg), layer)
        self.generic_visit(node)

    def _take(self, value: ast.expr, call: str, argument: str, layer: str | None) -> None:
        seed = call == _SEED
        if isinstance(value, ast.Constant) and (type(value.value) is float or (seed and type(value.value) is int)):
            self.spots.append(_Spot(call, argument, layer, value.value))
            value.value = 0.0


@dataclass(frozen=True)
class _Fit:
    """A built model, its program's seed, and the rows and settings of its `fit`."""

    model: Any
    seed: int
    x: list[Array]
    y: list[Array]
    weights: list[Array]
    batch: int
    epochs: int
    shuffle: bool

    @staticmethod
    def of(member: "Member") -> "_Fit":
        """Builds the model of a trial.

        Raises:
            NotImplementedError: its `fit` does more than to train for a number of epochs.
        """
        program, model = training.built(member.request)
        told = program.arguments(**training.data(model, member.request, member.fold.training), callbacks=[])
        seed = _seed(member.request["source"])
        _require(seed is not None and _plain(model, told))
        rows = [told["x"], told["y"], _weights(told)]
        known = ports.of(member.request)
        count = _count(len(member.fold.training[0]), told.get("validation_split") or 0)
        x, y, weights = ([each[:count] for each in _flat(part)] for part in rows)
        batch = told.get("batch_size") or _BATCH
        model._symbolic_build(data_batch=_packed(known, [x, y, weights], slice(0, batch)))
        return _Fit(model, int(seed or 0), x, y, weights, batch, told.get("epochs", 1), bool(told.get("shuffle", True)))

    def state(self) -> Any:
        """All that a step changes: weights, other variables, the optimizer's."""
        model = self.model
        return (
            [v.value for v in model.trainable_variables],
            [v.value for v in model.non_trainable_variables],
            [v.value for v in model.optimizer.variables],
        )

    def rows(self) -> int:
        """How many rows it learns from."""
        return len(self.x[0])


def _count(rows: int, split: float) -> int:
    """How many rows Keras' `validation_split` leaves to learn from."""
    return int(np.floor(rows * (1.0 - split))) if split else rows


def _seed(source: str) -> int | None:
    return next((int(spot.value) for spot in _Literals(source).spots if spot.call == _SEED), None)


def _plain(model: Any, told: dict[str, Any]) -> bool:
    """Whether a fit does nothing but train for a number of epochs, with an optimizer whose rate is a number."""
    usual = {"x", "y", "batch_size", "epochs", "validation_split", "shuffle", "class_weight", "sample_weight", "verbose"}
    others = {name: value for name, value in told.items() if name not in usual and value is not None}
    others.pop("validation_data", None)  # Nothing hears of it.
    quiet = not others.pop("callbacks", ()) and others.pop("validation_freq", 1) == 1 and not others
    optimizer = model.optimizer
    simple = type(optimizer).__module__.startswith("keras.") and not isinstance(optimizer, keras.optimizers.LossScaleOptimizer)
    constant = isinstance(getattr(optimizer, "_learning_rate", None), keras.Variable)
    steady = simple and constant and not optimizer.use_ema and not model.run_eagerly
    return quiet and steady and told.get("shuffle", True) in (True, False)


def _weights(told: dict[str, Any]) -> Any:
    if told.get("class_weight") is None:
        return told.get("sample_weight")
    _require(told.get("sample_weight") is None)
    return data_adapter_utils.class_weight_to_sample_weights(told["y"], told["class_weight"])


def _flat(part: Any) -> list[Array]:
    """Something packed for `fit` as a list: in the order of its names where it is a dictionary."""
    if part is None:
        return []
    return [np.asarray(each) for each in part.values()] if isinstance(part, dict) else [np.asarray(part)]


def _packed(known: ports.Ports, parts: list[list[Any]], rows: Any) -> tuple[Any, ...]:
    x, y, weights = ([each[rows] for each in part] for part in parts)
    batch = (known.packed_inputs(x), known.packed_outputs(y))
    return (*batch, known.packed_outputs(weights)) if weights else batch


def _require(condition: bool) -> None:
    if not condition:
        raise NotImplementedError("this fit is trained by itself")


def _alike(fits: list[_Fit]) -> bool:
    """Whether fits have the same shapes of variables and rows, and run for the same number of steps."""

    def kind(fit: _Fit) -> Any:
        variables = [[(each.shape, str(each.dtype)) for each in part] for part in fit.state()]
        rows = [(each.shape, str(each.dtype)) for part in (fit.x, fit.y, fit.weights) for each in part]
        return variables, rows, fit.batch, fit.epochs, fit.shuffle

    return all(kind(fit) == kind(fits[0]) for fit in fits)


class _Traced:
    """A number of a layer while a step is traced: compared it is positive, computed with it is an argument of the step."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __gt__(self, other: float) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return id(self)

    def __jax_array__(self) -> Any:
        return self.value

    def __rsub__(self, other: Any) -> Any:
        return other - self.value

    def __mul__(self, other: Any) -> Any:
        return self.value * other

    __rmul__ = __mul__


class _Group:
    """Fits whose steps are taken together, by the model of the first of them."""

    def __init__(self, members: "list[Member]", fits: list[_Fit], holes: list[_Hole]) -> None:
        import jax
        import jax.numpy as jnp

        self._members = members
        self._fits = fits
        self._known = ports.of(members[0].request)
        self._model = fits[0].model
        self._holes = holes
        self._numbers = [jnp.asarray(hole.values, jnp.float32) for hole in holes]
        self._rows, self._which = self._stacked()
        self._state = jax.tree.map(lambda *each: jnp.stack(each), *[fit.state() for fit in fits])
        self._step = jax.jit(jax.vmap(self._one, in_axes=(0, 0, None, 0, 0)), donate_argnums=0)
        self._forward = jax.jit(jax.vmap(self._predicted, in_axes=(0, 0, 0)))

    def _stacked(self) -> tuple[list[Any], Any]:
        """The rows of each fold once, one above the other, and which of them each fit learns from."""
        import jax.numpy as jnp

        folds = [id(member.fold) for member in self._members]
        rows = {fold: [*fit.x, *fit.y, *fit.weights] for fold, fit in zip(folds, self._fits, strict=True)}
        which = [list(rows).index(fold) for fold in folds]
        return [jnp.stack(part) for part in zip(*rows.values(), strict=True)], jnp.asarray(which)

    def _one(self, state: Any, numbers: list[Any], rows: list[Any], which: Any, picked: Any) -> Any:
        """One step of one fit, as Keras' own on JAX."""
        import jax

        trainable, others, optimizer = state
        x_count, y_count = len(self._fits[0].x), len(self._fits[0].y)
        batch = [each[which, picked] for each in rows]
        parts = [batch[:x_count], batch[x_count : x_count + y_count], batch[x_count + y_count :]]
        data = _packed(self._known, parts, slice(None))
        x, y, weights = data_adapter_utils.unpack_x_y_sample_weight(data)
        with self._computed_with(numbers):
            metrics = [v.value for v in self._model.metrics_variables]
            gradient = jax.grad(self._model.compute_loss_and_updates, has_aux=True)
            grads, aux = gradient(trainable, others, metrics, x, y, weights, training=True, optimizer_variables=optimizer)
            trainable, optimizer = self._model.optimizer.stateless_apply(optimizer, grads, trainable)
        return trainable, aux[2], optimizer

    def _computed_with(self, numbers: list[Any]) -> Any:
        return _Filled([(self._model.get_layer(hole.layer), hole.argument) for hole in self._holes], numbers)

    def _predicted(self, trainable: Any, others: Any, xs: list[Any]) -> Any:
        result = self._model.stateless_call(trainable, others, self._known.packed_inputs(xs), training=False)[0]
        return self._known.outputs_of(result)

    def train(self, events: watching.Events) -> "list[Predictions]":
        """Takes all steps of all epochs, and predicts after those asked for."""
        predictions: list[Predictions] = [[] for _ in self._members]
        orders = [_orders(fit) for fit in self._fits]
        for epoch in range(1, self._fits[0].epochs + 1):
            order = np.stack([next(each) for each in orders])
            for start in range(0, order.shape[1], self._fits[0].batch):
                if events(None) == watching.GIVE_UP:
                    raise watching.Stopped
                picked = order[:, start : start + self._fits[0].batch]
                self._state = self._step(self._state, self._numbers, self._rows, self._which, picked)
            self._take(epoch, predictions)
        return predictions

    def _take(self, epoch: int, predictions: "list[Predictions]") -> None:
        last = epoch == self._fits[0].epochs
        if last or any(epoch in member.early for member in self._members):
            for member, taken, given in zip(self._members, predictions, self._assessed(), strict=True):
                if last or epoch in member.early:
                    taken.append(given)

    def _assessed(self) -> list[list[Array]]:
        """What each fit gives for the rows that it is to predict, in parts of one shape."""
        assessed = [member.fold.assessed for member in self._members]
        counts = [len(each[0]) for each in assessed]
        size = min(_PREDICTED, max(counts))
        parts = []
        for start in range(0, max(counts), size):
            xs = [np.stack([_part(each[place], start, size) for each in assessed]) for place in range(len(assessed[0]))]
            parts.append([np.asarray(each) for each in self._forward(self._state[0], self._state[1], xs)])
        outputs = [np.concatenate(each, axis=1) for each in zip(*parts, strict=True)]
        return [[output[place, :count] for output in outputs] for place, count in enumerate(counts)]


class _Filled:
    """Puts numbers in the place of attributes of layers while a step is traced."""

    def __init__(self, places: list[tuple[Any, str]], values: list[Any]) -> None:
        self._places = places
        self._values = values
        self._before: list[Any] = []

    def __enter__(self) -> None:
        for (layer, attribute), value in zip(self._places, self._values, strict=True):
            self._before.append(getattr(layer, attribute))
            object.__setattr__(layer, attribute, _Traced(value))

    def __exit__(self, *_: object) -> None:
        for (layer, attribute), value in zip(self._places, self._before, strict=True):
            object.__setattr__(layer, attribute, value)


def _orders(fit: _Fit) -> Iterator[Array]:
    """The order of the rows in each epoch, as Keras draws it from NumPy's generator: the first goes to a look at the data."""
    random = np.random.RandomState(fit.seed % 2**32)
    random.permutation(fit.rows())
    while True:
        yield random.permutation(fit.rows()) if fit.shuffle else np.arange(fit.rows())


def _part(x: Array, start: int, size: int) -> Array:
    part = x[start : start + size]
    return np.concatenate([part, np.zeros((size - len(part), *x.shape[1:]), x.dtype)])

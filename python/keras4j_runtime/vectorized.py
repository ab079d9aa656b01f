"""Fits of one architecture trained together on JAX: their weights are stacked, and each step is one compiled call for all.

Each fit sees the rows, in the order, with the random numbers that Keras' own `fit` of its program would give it. Programs may
differ in their seed and in numbers that then are arguments of the compiled step, see `literals`. Layers of different widths are
padded with units that are zero and stay it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras.src.trainers.data_adapters import data_adapter_utils

from . import literals, ports, training, watching
from .literals import Hole, Literals
from .members import Member, Predictions

Array = np.ndarray[Any, Any]
Tree = list[list[Array]]
"""Weights, other variables, the optimizer's."""

_BATCH = 32
"""Keras' own batch size."""
_PREDICTED = 1000
"""Rows that are predicted in one call."""


def groups(members: list[Member]) -> "list[list[tuple[int, Member]]]":
    """Trials, with their places, by what their programs and rows have in common: those of a group may be trained together."""
    found: dict[Any, list[tuple[int, Member]]] = {}
    for at, member in enumerate(members):
        key = (Literals(member.request["source"]).key(), len(member.fold.training[0]), str(member.request["customs"]))
        found.setdefault(key if keras.backend.backend() == "jax" else at, []).append((at, member))
    return list(found.values())


def train(members: list[Member], events: watching.Events) -> list[Predictions] | None:
    """Trains the trials of a group together and predicts after their epochs.

    Returns:
        What each trial predicts; None where they can't be trained together, and must be one by one.
    """
    try:
        fits = [_Fit.of(member) for member in members]
        return _Group(members, fits).train(events) if _alike(fits) else None
    except watching.Stopped:
        raise
    except Exception:  # Whatever is wrong with one of them is found again, and said, when each is trained by itself.
        return None


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
    def of(member: Member) -> "_Fit":
        """Builds the model of a trial.

        Raises:
            NotImplementedError: its `fit` does more than to train for a number of epochs.
        """
        program, model = training.built(member.request)
        told = program.arguments(**training.data(model, member.request, member.fold.training), callbacks=[])
        seed = literals.seed_of(member.request["source"])
        _require(seed is not None and _plain(model, told))
        rows = [told["x"], told["y"], _weights(told)]
        count = _count(len(member.fold.training[0]), told.get("validation_split") or 0)
        x, y, weights = ([each[:count] for each in _flat(part)] for part in rows)
        batch = told.get("batch_size") or _BATCH
        return _Fit(model, int(seed or 0), x, y, weights, batch, told.get("epochs", 1), bool(told.get("shuffle", True)))

    def state(self, wide: Any) -> Tree:
        """All that a step changes, before the first, in the shapes of a model that is as wide or wider."""
        own = [[np.asarray(v.value) for v in part] for part in (self.model.trainable_variables, self.model.non_trainable_variables)]
        rate = wide.optimizer._learning_rate
        optimizer = [self.model.optimizer._learning_rate if v is rate else v for v in wide.optimizer.variables]
        padded = [
            [_padded(value, v.shape) for value, v in zip(values, variables, strict=True)]
            for values, variables in zip(own, (wide.trainable_variables, wide.non_trainable_variables), strict=True)
        ]
        return [*padded, [np.asarray(v.value) for v in optimizer]]

    def rows(self) -> int:
        """How many rows it learns from."""
        return len(self.x[0])


def _count(rows: int, split: float) -> int:
    """How many rows Keras' `validation_split` leaves to learn from."""
    return int(np.floor(rows * (1.0 - split))) if split else rows


def _padded(value: Array, shape: tuple[int, ...]) -> Array:
    return np.pad(value, [(0, want - have) for have, want in zip(value.shape, shape, strict=True)])


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
    """Whether fits have rows of the same shapes, and run for the same number of steps."""

    def kind(fit: _Fit) -> Any:
        rows = [(each.shape, str(each.dtype)) for part in (fit.x, fit.y, fit.weights) for each in part]
        return rows, fit.batch, fit.epochs, fit.shuffle

    return all(kind(fit) == kind(fits[0]) for fit in fits)


class _Traced:
    """A number of a layer while a step is traced: compared it is positive, computed with it is an argument of the step."""

    def __init__(self, value: Any, width: Any) -> None:
        self.value = value
        self.width = width

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

    def __init__(self, members: list[Member], fits: list[_Fit]) -> None:
        import jax

        self._members = members
        self._fits = fits
        self._known = ports.of(members[0].request)
        programs = [Literals(member.request["source"]) for member in members]
        self._model = _wide(members[0], fits[0], programs)
        self._holes = literals.holes(programs)
        self._numbers = [_numbers(hole) for hole in self._holes]
        self._rows, self._which = self._stacked()
        states = [fit.state(self._model) for fit in fits]
        self._state = jax.device_put([[np.stack(each) for each in zip(*part, strict=True)] for part in zip(*states, strict=True)])
        self._step = jax.jit(jax.vmap(self._one, in_axes=(0, 0, None, 0, 0)), donate_argnums=0)
        self._forward = jax.jit(jax.vmap(self._predicted, in_axes=(0, 0, 0)))

    def _stacked(self) -> tuple[list[Any], Any]:
        """The rows of each fold once, one above the other, and which of them each fit learns from."""
        import jax.numpy as jnp

        folds = [id(member.fold) for member in self._members]
        rows = {fold: [*fit.x, *fit.y, *fit.weights] for fold, fit in zip(folds, self._fits, strict=True)}
        which = [list(rows).index(fold) for fold in folds]
        return [jnp.asarray(np.stack(part)) for part in zip(*rows.values(), strict=True)], jnp.asarray(which)

    def _one(self, state: Any, numbers: list[tuple[Any, Any]], rows: list[Any], which: Any, picked: Any) -> Any:
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
        return [trainable, aux[2], optimizer]

    def _computed_with(self, numbers: list[tuple[Any, Any]]) -> Any:
        return _Filled([(self._model.get_layer(hole.layer), hole.argument) for hole in self._holes], numbers)

    def _predicted(self, trainable: Any, others: Any, xs: list[Any]) -> Any:
        result = self._model.stateless_call(trainable, others, self._known.packed_inputs(xs), training=False)[0]
        return self._known.outputs_of(result)

    def train(self, events: watching.Events) -> list[Predictions]:
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

    def _take(self, epoch: int, predictions: list[Predictions]) -> None:
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

    def __init__(self, places: list[tuple[Any, str]], values: list[tuple[Any, Any]]) -> None:
        self._places = places
        self._values = values
        self._before: list[Any] = []

    def __enter__(self) -> None:
        for (layer, attribute), number in zip(self._places, self._values, strict=True):
            self._before.append(getattr(layer, attribute))
            object.__setattr__(layer, attribute, _Traced(*number))

    def __exit__(self, *_: object) -> None:
        for (layer, attribute), value in zip(self._places, self._before, strict=True):
            object.__setattr__(layer, attribute, value)


def _wide(member: Member, fit: _Fit, programs: list[Literals]) -> Any:
    """A model that is as wide as each in a group, ready to be trained: that of its first, or one of more units."""
    model = fit.model
    if any(each.widths != programs[0].widths for each in programs):
        most = [1 << (max(widths) - 1).bit_length() for widths in zip(*[each.widths for each in programs], strict=True)]
        request = {**member.request, "source": literals.widened(member.request["source"], most)}
        model = training.built(request)[1]
    model._symbolic_build(data_batch=_packed(ports.of(member.request), [fit.x, fit.y, fit.weights], slice(0, fit.batch)))
    return model


def _numbers(hole: Hole) -> tuple[Any, Any]:
    """What each fit has in a hole, and how many units it has there if some were padded."""
    from jax import numpy as jnp

    return jnp.asarray(hole.values, jnp.float32), None if hole.widths is None else jnp.asarray(hole.widths, jnp.uint32)


def _orders(fit: _Fit) -> Iterator[Array]:
    """The order of the rows in each epoch, as Keras draws it from NumPy's generator: the first goes to a look at the data."""
    random = np.random.RandomState(fit.seed % 2**32)
    random.permutation(fit.rows())
    while True:
        yield random.permutation(fit.rows()) if fit.shuffle else np.arange(fit.rows())


def _part(x: Array, start: int, size: int) -> Array:
    part = x[start : start + size]
    return np.concatenate([part, np.zeros((size - len(part), *x.shape[1:]), x.dtype)])

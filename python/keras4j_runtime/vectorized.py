"""Batched training of networks of one architecture on JAX: stacked weights, and one compiled call per step for all fits.

Each fit sees the same rows, row order and random numbers as in Keras' own `fit` of its program. Programs may differ in their
seed and in numbers that become arguments of the compiled step, see `literals`. Layers of different widths are padded with
units that are zero and remain zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras.src.trainers.data_adapters import data_adapter_utils

from . import literals, progress, signature, training
from .literals import Literals, VaryingNumber
from .trial_members import Member, Predictions

Array = np.ndarray[Any, Any]
Tree = list[list[Array]]
"""Trainable weights, other variables, and the variables of the optimizer."""

_DEFAULT_BATCH_SIZE = 32
"""Default batch size of Keras."""
_MAX_PREDICTION_ROWS = 1000
"""Number of rows per prediction call."""


def groups(members: list[Member]) -> "list[list[tuple[int, Member]]]":
    """Groups trials, with their indices, whose programs and rows may allow training as one batch."""
    found: dict[Any, list[tuple[int, Member]]] = {}
    for at, member in enumerate(members):
        key = (Literals(member.request["source"]).key(), len(member.fold.training[0]), str(member.request["customs"]))
        found.setdefault(key if keras.backend.backend() == "jax" else at, []).append((at, member))
    return list(found.values())


def train(members: list[Member], events: progress.Events) -> list[Predictions] | None:
    """Trains the trials of a group as one batch and predicts after the requested epochs.

    Returns:
        The predictions of each trial; None if they must be trained one by one.
    """
    try:
        fits = [_Fit.of(member) for member in members]
        return _Group(members, fits).train(events) if _have_same_shapes(fits) else None
    except progress.Stopped:
        raise
    except Exception:  # A faulty trial fails again, with its own message, when each is trained alone.
        return None


@dataclass(frozen=True)
class _Fit:
    """Built model, the seed of its program, and the rows and settings of its `fit`."""

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
            NotImplementedError: if its `fit` does more than train for a number of epochs.
        """
        program, model = training.build(member.request, member.fold.training)
        told = program.arguments(**training.fit_data(model, member.request, member.fold.training), callbacks=[])
        seed = literals.seed_of(member.request["source"])
        _require(seed is not None and _is_plain(model, told))
        rows = [told["x"], told["y"], _weights(told)]
        count = _count(len(member.fold.training[0]), told.get("validation_split") or 0)
        x, y, weights = ([each[:count] for each in _flat(part)] for part in rows)
        batch = told.get("batch_size") or _DEFAULT_BATCH_SIZE
        return _Fit(model, int(seed or 0), x, y, weights, batch, told.get("epochs", 1), bool(told.get("shuffle", True)))

    def state(self, wide: Any) -> Tree:
        """Returns the initial training state, padded to the shapes of a model that is as wide or wider."""
        own = [[np.asarray(v.value) for v in part] for part in (self.model.trainable_variables, self.model.non_trainable_variables)]
        rate = wide.optimizer._learning_rate
        optimizer = [self.model.optimizer._learning_rate if v is rate else v for v in wide.optimizer.variables]
        padded = [
            [_padded(value, v.shape) for value, v in zip(values, variables, strict=True)]
            for values, variables in zip(own, (wide.trainable_variables, wide.non_trainable_variables), strict=True)
        ]
        return [*padded, [np.asarray(v.value) for v in optimizer]]

    def rows(self) -> int:
        """Returns the number of training rows."""
        return len(self.x[0])


def _count(rows: int, split: float) -> int:
    """Returns the number of training rows that Keras' `validation_split` leaves."""
    return int(np.floor(rows * (1.0 - split))) if split else rows


def _padded(value: Array, shape: tuple[int, ...]) -> Array:
    return np.pad(value, [(0, want - have) for have, want in zip(value.shape, shape, strict=True)])


def _is_plain(model: Any, told: dict[str, Any]) -> bool:
    """Returns whether a fit only trains for a number of epochs, with a constant learning rate."""
    usual = {"x", "y", "batch_size", "epochs", "validation_split", "shuffle", "class_weight", "sample_weight", "verbose"}
    others = {name: value for name, value in told.items() if name not in usual and value is not None}
    others.pop("validation_data", None)  # No metric of it is used.
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
    """Returns an argument of `fit` as a list, for a dictionary in the order of its names."""
    if part is None:
        return []
    return [np.asarray(each) for each in part.values()] if isinstance(part, dict) else [np.asarray(part)]


def _packed(known: signature.Signature, parts: list[list[Any]], rows: Any) -> tuple[Any, ...]:
    x, y, weights = ([each[rows] for each in part] for part in parts)
    batch = (known.pack_inputs(x), known.pack_outputs(y))
    return (*batch, known.pack_outputs(weights)) if weights else batch


def _require(condition: bool) -> None:
    if not condition:
        raise NotImplementedError("this fit must be trained alone")


def _have_same_shapes(fits: list[_Fit]) -> bool:
    """Returns whether fits have rows of the same shapes and the same number of steps."""

    def kind(fit: _Fit) -> Any:
        rows = [(each.shape, str(each.dtype)) for part in (fit.x, fit.y, fit.weights) for each in part]
        return rows, fit.batch, fit.epochs, fit.shuffle

    return all(kind(fit) == kind(fits[0]) for fit in fits)


class _TracedNumber:
    """Stand-in for a layer's number during tracing: positive in comparisons, an argument of the step in arithmetic."""

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
    """Fits whose steps run as one call, with the model of the first."""

    def __init__(self, members: list[Member], fits: list[_Fit]) -> None:
        import jax

        self._members = members
        self._fits = fits
        self._known = signature.of_request(members[0].request)
        programs = [Literals(member.request["source"]) for member in members]
        self._model = _widened_model(members[0], fits[0], programs)
        self._varying = literals.varying_numbers(programs)
        self._numbers = [_arrays_of(varying) for varying in self._varying]
        self._rows, self._which = self._stacked()
        states = [fit.state(self._model) for fit in fits]
        self._state = jax.device_put([[np.stack(each) for each in zip(*part, strict=True)] for part in zip(*states, strict=True)])
        self._step = jax.jit(jax.vmap(self._one, in_axes=(0, 0, None, 0, 0)), donate_argnums=0)
        self._forward = jax.jit(jax.vmap(self._predicted, in_axes=(0, 0, 0)))

    def _stacked(self) -> tuple[list[Any], Any]:
        """Returns the stacked rows of each distinct fold, and the fold index of each fit."""
        import jax.numpy as jnp

        folds = [id(member.fold) for member in self._members]
        rows = {fold: [*fit.x, *fit.y, *fit.weights] for fold, fit in zip(folds, self._fits, strict=True)}
        which = [list(rows).index(fold) for fold in folds]
        return [jnp.asarray(np.stack(part)) for part in zip(*rows.values(), strict=True)], jnp.asarray(which)

    def _one(self, state: Any, numbers: list[tuple[Any, Any]], rows: list[Any], which: Any, picked: Any) -> Any:
        """Computes one step of one fit, as Keras' own JAX trainer does."""
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
        return _SubstitutedNumbers([(self._model.get_layer(varying.layer), varying.argument) for varying in self._varying], numbers)

    def _predicted(self, trainable: Any, others: Any, xs: list[Any]) -> Any:
        result = self._model.stateless_call(trainable, others, self._known.pack_inputs(xs), training=False)[0]
        return self._known.unpack_outputs(result)

    def train(self, events: progress.Events) -> list[Predictions]:
        """Runs all steps of all epochs, and predicts after the requested epochs."""
        predictions: list[Predictions] = [[] for _ in self._members]
        orders = [_orders(fit) for fit in self._fits]
        for epoch in range(1, self._fits[0].epochs + 1):
            order = np.stack([next(each) for each in orders])
            for start in range(0, order.shape[1], self._fits[0].batch):
                if events(None) == progress.GIVE_UP:
                    raise progress.Stopped
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
        """Returns the predictions of each fit for its assessment rows, computed in parts of one shape."""
        assessed = [member.fold.assessed for member in self._members]
        counts = [len(each[0]) for each in assessed]
        size = min(_MAX_PREDICTION_ROWS, max(counts))
        parts = []
        for start in range(0, max(counts), size):
            xs = [np.stack([_part(each[place], start, size) for each in assessed]) for place in range(len(assessed[0]))]
            parts.append([np.asarray(each) for each in self._forward(self._state[0], self._state[1], xs)])
        outputs = [np.concatenate(each, axis=1) for each in zip(*parts, strict=True)]
        return [[output[place, :count] for output in outputs] for place, count in enumerate(counts)]


class _SubstitutedNumbers:
    """Context that substitutes numbers for attributes of layers while a step is traced."""

    def __init__(self, places: list[tuple[Any, str]], values: list[tuple[Any, Any]]) -> None:
        self._places = places
        self._values = values
        self._before: list[Any] = []

    def __enter__(self) -> None:
        for (layer, attribute), number in zip(self._places, self._values, strict=True):
            self._before.append(getattr(layer, attribute))
            object.__setattr__(layer, attribute, _TracedNumber(*number))

    def __exit__(self, *_: object) -> None:
        for (layer, attribute), value in zip(self._places, self._before, strict=True):
            object.__setattr__(layer, attribute, value)


def _widened_model(member: Member, fit: _Fit, programs: list[Literals]) -> Any:
    """Returns a trainable model at least as wide as each of a group: that of the first, or a widened one."""
    model = fit.model
    if any(each.widths != programs[0].widths for each in programs):
        most = [1 << (max(widths) - 1).bit_length() for widths in zip(*[each.widths for each in programs], strict=True)]
        request = {**member.request, "source": literals.widened(member.request["source"], most)}
        model = training.build(request)[1]
    model._symbolic_build(
        data_batch=_packed(signature.of_request(member.request), [fit.x, fit.y, fit.weights], slice(0, fit.batch))
    )
    return model


def _arrays_of(varying: VaryingNumber) -> tuple[Any, Any]:
    """Returns the value of each fit, and the number of its units if some fits were padded."""
    from jax import numpy as jnp

    return jnp.asarray(varying.values, jnp.float32), None if varying.widths is None else jnp.asarray(varying.widths, jnp.uint32)


def _orders(fit: _Fit) -> Iterator[Array]:
    """Yields the row order of each epoch as Keras draws it from NumPy; Keras discards the first, drawn to inspect the data."""
    random = np.random.RandomState(fit.seed % 2**32)
    random.permutation(fit.rows())
    while True:
        yield random.permutation(fit.rows()) if fit.shuffle else np.arange(fit.rows())


def _part(x: Array, start: int, size: int) -> Array:
    part = x[start : start + size]
    return np.concatenate([part, np.zeros((size - len(part), *x.shape[1:]), x.dtype)])

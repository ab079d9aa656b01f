"""Last-layer Laplace approximation: sufficient statistics of the training rows and predictive variances.

The last layer of each output is a dense layer on features. From the sums, Java computes a Gaussian posterior of its
weights, which Python then needs for the variance of each prediction. Source: Daxberger et al., Laplace Redux, 2021.
"""

import math
from typing import Any

import keras
import numpy as np

from . import object_table, prediction
from .signature import Signature, output_tensors

Array = np.ndarray[Any, Any]
_MAX_BATCH_ROWS = 8_000
"""Number of rows whose features are in memory at a time."""


class Heads:
    """Dense last layer of each output, with a compiled pass that returns its features and its output."""

    def __init__(self, model: Any, known: Signature) -> None:
        self._signature = known
        tensors: list[Any] = []
        self.weights: list[Array] = []
        for output in known.unpack_outputs(output_tensors(model)):
            made = output._keras_history
            features = made.operation._inbound_nodes[made.node_index].input_tensors[0]
            tensors += [features, output]
            self.weights.append(_weights(made.operation))
        self.inner = keras.Model(_inputs(model), tensors, name=f"{model.name}_features")
        names = tuple(str(place) for place in range(len(tensors)))
        inside = Signature(known.inputs, names, (None,) * len(names), texts=known.texts)
        self._shapes = inside.output_shapes(self.inner)
        self._predictor = prediction.Predictor(self.inner, inside)

    def run(self, xs: list[Array]) -> list[tuple[Array, Array]]:
        """Returns, for each output, its features with a final 1 for the bias, and its values."""
        outs = [np.empty((len(xs[0]), *shape), np.float32) for shape in self._shapes]
        self._predictor.run(xs, outs)
        ones = np.ones((len(xs[0]), 1), np.float32)
        return [(np.hstack([features, ones]), out) for features, out in zip(outs[::2], outs[1::2], strict=True)]

    def centres(self, output: int, features: Array, out: Array) -> Array:
        """Returns the centres of the predictive distribution: numbers for regression, logits for classification."""
        return out if self._signature.classes[output] is None else features @ self.weights[output]


def heads_of(live: Any) -> Heads:
    """Returns the heads of a live model, created on first use."""
    if live.heads is None:
        live.heads = Heads(live.model, live.signature)
    heads: Heads = live.heads
    return heads


def sums(live: Any, data: dict[str, Any], split: float) -> list[dict[str, Any]]:
    """Returns the sufficient statistics of each output's posterior over the training rows.

    Args:
        live: the trained model.
        data: the `x`, the `y` and the optional `sample_weight` of its fit.
        split: the fraction of the rows, at the end, that was used for validation.

    Returns:
        For each output `rows`, the sum of the weights of the rows; `norms`, each unit's sum of squared weights;
        `curvature` (features + 1, units), the sums of squared features, the bias last: one unit for all numbers
        of a regression, for a class those times p (1 - p); of a regression also `spectrum`, the eigenvalues of
        the features' products, and `residuals` (units, units), sums of products.
    """
    known: Signature = live.signature
    xs = known.arrays(_arrays(data["x"], known.inputs))
    ys = _arrays(data["y"], known.outputs)
    weights = _arrays(data["sample_weight"], known.outputs) if "sample_weight" in data else None
    heads = heads_of(live)
    totals = [_OutputSums(heads.weights[output], known.classes[output]) for output in range(len(ys))]
    trained = math.floor(len(xs[0]) * (1.0 - split))
    for start in range(0, trained, _MAX_BATCH_ROWS):
        rows = slice(start, min(start + _MAX_BATCH_ROWS, trained))
        for output, (features, out) in enumerate(heads.run([x[rows] for x in xs])):
            weight = np.ones(len(features)) if weights is None else weights[output][rows].reshape(-1)
            totals[output].add(features.astype(np.float64), out.astype(np.float64), ys[output][rows], weight)
    return [total.value() for total in totals]


class _OutputSums:
    """Sufficient statistics of one output."""

    def __init__(self, weights: Array, classes: int | None) -> None:
        units = weights.shape[1]
        self._weights = weights.astype(np.float64)
        self._numbers = classes is None
        self._rows = 0.0
        self._curvature = np.zeros((len(weights), len(weights) if self._numbers else units))
        self._residuals = np.zeros((units, units))

    def add(self, features: Array, out: Array, y: Array, weight: Array) -> None:
        self._rows += float(weight.sum())
        if self._numbers:
            residuals = y.reshape(out.shape) - out
            self._curvature += features.T @ (weight[:, None] * features)
            self._residuals += residuals.T @ (weight[:, None] * residuals)
        else:
            self._curvature += (weight[:, None] * features**2).T @ (out * (1 - out))

    def value(self) -> dict[str, Any]:
        return {
            "rows": self._rows,
            "norms": (self._weights**2).sum(axis=0).tolist(),
            "curvature": (np.diag(self._curvature)[:, None] if self._numbers else self._curvature).tolist(),
            "spectrum": _spectrum(self._curvature) if self._numbers else [],
            "residuals": self._residuals.tolist() if self._numbers else [],
        }


def _spectrum(products: Array) -> list[float]:
    """Returns the eigenvalues, or NaN for a network that diverged."""
    known = np.isfinite(products).all()
    return np.linalg.eigvalsh(products).clip(0).tolist() if known else [math.nan]


def spread(request: dict[str, Any], events: Any, arrays: list[Array]) -> tuple[Any, list[Any]]:
    """Predicts rows together with their posterior variance, in one pass.

    Args:
        request: `model`, a live model.
        events: not called.
        arrays: the inputs, then for each output the variances of its weights, (features + 1, units).

    Returns:
        No value; attachments for each output: its numbers or class logits, and their variances, both (rows, units).
    """
    live = object_table.get(request["model"])
    heads, inputs = heads_of(live), len(live.signature.inputs)
    parts: list[Any] = []
    for output, (features, out) in enumerate(heads.run(arrays[:inputs])):
        parts += [heads.centres(output, features, out).tobytes(), (features**2 @ arrays[inputs + output]).tobytes()]
    return None, parts


def _weights(layer: Any) -> Array:
    """Returns the kernel with the bias as its last row, shape (features + 1, units)."""
    kernel, bias = (keras.ops.convert_to_numpy(each.value) for each in (layer.kernel, layer.bias))
    return np.vstack([kernel, bias]).astype(np.float32)


def _arrays(packed: Any, names: tuple[str, ...]) -> list[Array]:
    return [packed[name] for name in names] if isinstance(packed, dict) else [packed]


def _inputs(model: Any) -> Any:
    structure = getattr(model, "_inputs_struct", None)
    return model.inputs[0] if structure is None else structure

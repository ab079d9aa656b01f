"""Export of a model to ONNX, compared with Keras in ONNX Runtime.

The exporter is jax2onnx on JAX and tf2onnx on TensorFlow. They and ONNX Runtime are packages beside the environment of
the backend, so they are imported only here, and only in a process that has them.
"""

import importlib.metadata
import statistics
import time
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from . import activations, custom_objects, laplace, model_operations, signature, training

Array = np.ndarray[Any, Any]
Reply = tuple[Any, list[Any]]

BATCH = "batch"
_BATCH_SIZES = (1, 2, 8)
_LARGE_BATCH = 256
_LARGE_BATCH_NUMBERS = 1 << 21
"""Numbers of all inputs of the large batch, which has fewer rows if they are wide."""
_REPETITIONS = 30
_MEASURED_SECONDS = 1.0


class Disagreement(RuntimeError):
    """Error for a file whose outputs are not Keras'."""


def export(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Exports a model with this backend's exporter and compares the result with Keras.

    Args:
        request: the signature, `customs` and `length` as for `model_operations.load`; `dtypes` of the inputs; `tolerance`,
            an absolute difference and one in parts of the value; `names` of the file's `inputs` and `outputs`, of the
            `features` of each output's last layer if they are wanted, and then of the `logits` of its classes.
        events: not called.
        arrays: the bytes of the model, then the sample rows of each input, if there are any.

    Returns:
        `exporter`, `opset`, `difference` (the greatest of all numbers), and the file as an attachment.

    Raises:
        Disagreement: if an output differs from Keras' by more than the tolerance.
    """
    with training.build_lock, custom_objects.scope(custom_objects.load(request["customs"])):
        model = _in_float32(model_operations.load_model(request, arrays[0]))
        subject = _Subject(model, request)
        backend = keras.backend.backend()
        exported, package = (_jax(subject), "jax2onnx") if backend == "jax" else (_tensorflow(subject), "tf2onnx")
        subject.finish(exported)
    content = exported.SerializeToString()
    difference = _compare(content, subject, [np.asarray(each) for each in arrays[1:]])
    opset = next(each.version for each in exported.opset_import if each.domain in ("", "ai.onnx"))
    version = importlib.metadata.version(package)
    return {"exporter": f"{package} {version}", "opset": opset, "difference": difference}, [content]


def measure(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Returns the median microseconds of one row for each of several files, given as bytes, measured in turns.

    Args:
        request: `rows`, the shape of one row of each input, and `dtypes`.
        events: not called.
        arrays: the bytes of the files.
    """
    xs = [np.zeros((1, *row), dtype) for row, dtype in zip(request["rows"], request["dtypes"], strict=True)]
    runs = [_Run(array.tobytes()) for array in arrays]
    seconds: list[list[float]] = [[] for _ in runs]
    end = time.perf_counter() + _MEASURED_SECONDS * len(runs)
    while len(seconds[-1]) < _REPETITIONS or time.perf_counter() < end:
        for run, times in zip(runs, seconds, strict=True):
            start = time.perf_counter()
            run(xs)
            times.append(time.perf_counter() - start)
    return [statistics.median(each) * 1e6 for each in seconds], []


class _Subject:
    """Model with its inputs and outputs in Java's order, under the names that they get in the file."""

    def __init__(self, model: Any, request: dict[str, Any]) -> None:
        self.known = signature.of_request(request, model)
        self.dtypes: list[str] = request["dtypes"]
        self.absolute, self.relative = request["tolerance"]
        self.inputs: list[str] = request["names"]["inputs"]
        self.logits: list[str] = request["names"]["logits"]
        self.outputs: list[str] = request["names"]["outputs"] + request["names"]["features"]
        tensors = self.known.in_own_order(activations.inputs(model))
        self.shapes = [(BATCH, *tensor.shape[1:]) for tensor in tensors]
        if any(None in shape for shape in self.shapes):
            raise NotImplementedError("an axis of an input varies")
        self._tops = [_greatest(tensor) for tensor in tensors]
        self._model = model
        self._heads = laplace.Heads(model, self.known) if request["names"]["features"] else None

    def forward(self, *xs: Any) -> list[Any]:
        """Returns the outputs as float32, then the features of the last layers if they are wanted."""
        packed = self.known.pack_inputs(list(xs))
        if self._heads is None:
            results = self.known.unpack_outputs(self._model(packed, training=False))
        else:
            both = keras.tree.flatten(self._heads.inner(packed, training=False))
            results = both[1::2] + both[::2]
        return [keras.ops.cast(each, "float32") for each in results]

    def draw(self, rows: int, random: np.random.Generator) -> list[Array]:
        """Returns rows of random numbers: of a normal distribution, or integers that the layers above take."""
        xs = []
        for shape, dtype, top in zip(self.shapes, self.dtypes, self._tops, strict=True):
            row = (rows, *shape[1:])
            if top is None and dtype == "float32":
                xs.append(random.standard_normal(row).astype(dtype))
            else:
                xs.append(random.integers(0, top or (256 if dtype == "uint8" else 2), row).astype(dtype))
        return xs

    def finish(self, exported: Any) -> None:
        """Gives inputs and outputs their names and shapes, and adds the logits of the last layers if they are wanted."""
        import onnx

        graph = exported.graph
        _rename(graph, [each.name for each in graph.input], self.inputs)
        _rename(graph, [each.name for each in graph.output], self.outputs)
        for index, logits in enumerate(self.logits):
            if self._heads is not None and logits:
                self._add_logits(graph, self._heads.weights[index], self.outputs[len(self.logits) + index], logits)
        for value in (*graph.input, *graph.output):
            value.type.tensor_type.shape.dim[0].dim_param = BATCH
        onnx.checker.check_model(exported)

    def _add_logits(self, graph: Any, weights: Array, features: str, logits: str) -> None:
        import onnx

        parts = {f"{logits}.kernel": weights[:-1], f"{logits}.bias": weights[-1]}
        graph.initializer.extend(onnx.numpy_helper.from_array(part, each) for each, part in parts.items())
        graph.node.append(onnx.helper.make_node("Gemm", [features, *parts], [logits]))
        graph.output.append(onnx.helper.make_tensor_value_info(logits, onnx.TensorProto.FLOAT, [BATCH, weights.shape[1]]))


def _rename(graph: Any, olds: list[str], news: list[str]) -> None:
    """Renames inputs or outputs; a name that another value has already goes to that value with an underscore."""
    _replace(graph, {new: f"{new}_" for new in news if new not in olds})
    _replace(graph, {old: f"{place}:{old}" for place, old in enumerate(olds)})
    _replace(graph, {f"{place}:{old}": new for place, (old, new) in enumerate(zip(olds, news, strict=True))})


def _replace(graph: Any, names: dict[str, str]) -> None:
    for value in (*graph.input, *graph.output, *graph.value_info, *graph.initializer):
        value.name = names.get(value.name, value.name)
    for node in graph.node:
        node.input[:] = [names.get(each, each) for each in node.input]
        node.output[:] = [names.get(each, each) for each in node.output]
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                _replace(inner, names)


def _in_float32(model: Any) -> Any:
    """Returns the model, or a clone that computes in float32 if a layer computes in another type."""
    if all(layer.compute_dtype in (None, "float32") for layer in model._flatten_layers()):
        return model
    clone = type(model).from_config(_with_float32(model.get_config()))
    clone.set_weights(model.get_weights())
    return clone


def _with_float32(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_with_float32(each) for each in value)
    if not isinstance(value, dict):
        return value
    if value.get("class_name") == "DTypePolicy":
        return "float32"
    return {
        key: "float32" if key == "dtype" and isinstance(each, str) and "float" in each else _with_float32(each)
        for key, each in value.items()
    }


def _greatest(tensor: Any) -> int | None:
    """Returns the number of integers that the layers which take an input know; None if they take any number."""
    nodes = tensor._keras_history.operation._outbound_nodes
    tops = [getattr(node.operation, name, None) for node in nodes for name in ("input_dim", "num_tokens")]
    return min((top for top in tops if isinstance(top, int)), default=None)


def _jax(subject: _Subject) -> Any:
    import jax
    import jax2onnx

    # JAX has no types for it.
    struct: Any = jax.ShapeDtypeStruct
    specs = [struct(shape, np.dtype(dtype)) for shape, dtype in zip(subject.shapes, subject.dtypes, strict=True)]
    return jax2onnx.to_onnx(subject.forward, inputs=specs)


def _tensorflow(subject: _Subject) -> Any:
    import tensorflow as tf
    from keras.src.export import tf2onnx_lib

    tf2onnx_lib.patch_tf2onnx()
    import tf2onnx

    specs = [
        tf.TensorSpec((None, *shape[1:]), dtype, f"input_{place}")
        for place, (shape, dtype) in enumerate(zip(subject.shapes, subject.dtypes, strict=True))
    ]
    function = tf.function(subject.forward, autograph=False)
    return tf2onnx.convert.from_function(function, input_signature=specs)[0]


class _Run:
    """File that ONNX Runtime has loaded."""

    def __init__(self, content: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(content, options, ["CPUExecutionProvider"])
        self._inputs = [each.name for each in self._session.get_inputs()]
        self.outputs = [each.name for each in self._session.get_outputs()]

    def __call__(self, xs: list[Array]) -> list[Array]:
        results: list[Array] = self._session.run(None, dict(zip(self._inputs, xs, strict=True)))
        return results


def _compare(content: bytes, subject: _Subject, samples: list[Array]) -> float:
    """Returns the greatest difference between the file's outputs and Keras', at several batch sizes."""
    run = _Run(content)
    random = np.random.default_rng(1)
    row = sum(int(np.prod(shape[1:])) for shape in subject.shapes)
    large = max(16, min(_LARGE_BATCH, _LARGE_BATCH_NUMBERS // max(1, row)))
    batches = [subject.draw(rows, random) for rows in (*_BATCH_SIZES, large)] + ([samples] if samples else [])
    # Keras computes all batches at once: a row does not depend on the others, and each batch size would be compiled.
    due = [
        keras.ops.convert_to_numpy(each) for each in _compiled(subject.forward)(*map(np.concatenate, zip(*batches, strict=True)))
    ]
    greatest, start = 0.0, 0
    for xs in batches:
        rows = slice(start, start + len(xs[0]))
        greatest = max(greatest, _difference(run(xs), [each[rows] for each in due], subject))
        start = rows.stop
    return greatest


def _compiled(forward: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    if keras.backend.backend() == "jax":
        import jax

        jitted: Callable[..., list[Any]] = jax.jit(forward)
        return jitted
    import tensorflow as tf

    function: Callable[..., list[Any]] = tf.function(forward, autograph=False)
    return lambda *xs: function(*map(tf.constant, xs))


def _difference(results: list[Array], expected: list[Array], subject: _Subject) -> float:
    greatest = 0.0
    for name, found, due in zip(subject.outputs, results, expected, strict=False):
        if found.shape != due.shape:
            raise Disagreement(f"output {name} has the shape {found.shape}, Keras gives {due.shape}")
        near = np.isclose(found, due, subject.relative, subject.absolute, equal_nan=True)
        differences = np.abs(np.where(np.isfinite(due), found - due, 0))
        if not near.all():
            worst = float(np.nanmax(np.where(near, 0, differences)))
            raise Disagreement(f"output {name} differs from Keras' by up to {worst:.1e} for {len(due)} rows")
        greatest = max(greatest, float(np.max(differences, initial=0)))
    return greatest

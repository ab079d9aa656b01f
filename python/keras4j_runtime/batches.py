"""Training on batches that Java reads one after another, for out-of-memory data."""

import contextlib
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import keras
from keras.src.trainers.data_adapters import data_adapter, data_adapter_utils

from . import activations, bridge, model_operations, object_table, progress, signature, training

Array = Any
Batch = tuple[Any, ...]
Source = Callable[[int, bool], Iterable[Any] | None]
"""Function of the stream (0 for training, 1 for validation) and of whether to restart it.

Returns the next batch, `[read_only, inputs..., outcomes...]` with optional weights for each outcome, see `bridge.protect`;
None at the end of the stream; an empty batch if Java has cancelled the fit.
"""


def fit(request: dict[str, Any], events: progress.Events, sources: list[Source]) -> tuple[Any, list[Any]]:
    """Builds the model of a program and trains it on batches.

    Args:
        request: as for `training.fit`; `validation`: whether there is a validation stream.
        events: called at every batch to ask whether to continue.
        sources: a list with the single function that reads the batches.
    """
    program, model = training.build(request)
    return _train(program, model, request, events, sources[0])


def fit_further(request: dict[str, Any], events: progress.Events, given: list[Any]) -> tuple[Any, list[Any]]:
    """Continues the training of a model on batches: as `fit`, with the model's bytes before the source."""
    program, model = model_operations.further(request, given[0])
    return _train(program, model, request, events, given[1])


def evaluate(request: dict[str, Any], events: progress.Events, sources: list[Source]) -> tuple[Any, list[Any]]:
    """Runs Keras' own `evaluate` on batches."""
    model = object_table.get(request["model"]).model
    _require_lengths(model)
    with _quiet_end():
        return training.evaluate_on(model, events, {"x": Stream(model, request, sources[0], 0, {})})


def _train(program: Any, model: Any, request: dict[str, Any], events: progress.Events, source: Source) -> tuple[Any, list[Any]]:
    _require_lengths(model)
    told = program.arguments(None, None)
    train = Stream(model, request, source, 0, told)
    data = {"x": train, "y": None}
    if request["validation"]:
        data["validation_data"] = Stream(model, request, source, 1, {})
    if keras.backend.backend() == "jax":
        # Otherwise Keras would consume and discard a batch of the stream for this.
        model._symbolic_build(data_batch=train.first())
    with _quiet_end():
        return training.train_on(program, model, request, events, data)


def _require_lengths(model: Any) -> None:
    layer = activations.needs_lengths(model)
    if layer is not None:
        raise ValueError(
            "TimeDistributed computes other numbers on TensorFlow where lengths vary from batch to batch; rows of one length as "
            f"tensors, or JAX, have no such fault. Received: layer {layer}"
        )


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """Leaves out Keras' warning at the end of a stream whose number of batches it doesn't know."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Your input ran out of data")
        yield


class Stream(data_adapter.DataAdapter):  # type: ignore[misc]
    """Keras data adapter over Java's batches, which are read on the training thread: only that one may call Java.

    Keras would iterate over a `PyDataset` on threads of TensorFlow.
    """

    def __init__(self, model: Any, request: dict[str, Any], source: Source, place: int, told: dict[str, Any]) -> None:
        self._model = model
        self._signature = signature.of_request(request)
        self._source = source
        self._place = place
        self._class_weight = told.get("class_weight")
        self._repeats = told.get("steps_per_epoch") is not None
        self._encode: list[training.Encoder] | None = None
        self._first: Batch | None = None

    @property
    def num_batches(self) -> int:
        return progress.UNKNOWN_STEPS

    @property
    def batch_size(self) -> int | None:
        return None

    def first(self) -> Batch:
        """Returns the first batch of the first epoch, which is returned again when the epoch begins."""
        self._first = self._read(anew=True)
        assert self._first is not None
        return self._first

    def get_jax_iterator(self) -> Iterator[Batch]:
        """Yields the batches of an epoch, or endlessly if the program sets the steps per epoch."""
        while True:
            batch, self._first = self._first or self._read(anew=True), None
            while batch is not None:
                yield batch
                batch = self._read(anew=False)
            if not self._repeats:
                return

    def get_tf_dataset(self) -> "Tensors":
        return Tensors(self)

    def _read(self, anew: bool) -> Batch | None:
        read = self._source(self._place, anew)
        if read is None:
            return None
        parts = list(read)
        if not parts:
            raise progress.Stopped
        read_only, *arrays = parts
        bridge.protect(read_only, arrays)
        if self._encode is None:
            self._encode = training.encoders(self._model, self._signature, self._signature.outcome_row_shapes(arrays))
        weighted = len(arrays) > self._signature.array_count()
        return self._weighted(training.pack(self._signature, self._encode, weighted, iter(arrays)))

    def _weighted(self, batch: Batch) -> Batch:
        if self._class_weight is None:
            return batch
        if len(batch) == 3:
            raise ValueError("rows can't have weights where classes have. Received: sample weights and class_weight")
        return *batch, data_adapter_utils.class_weight_to_sample_weights(batch[1], self._class_weight)


class Tensors:
    """Iterable over a stream for TensorFlow's trainer, which stops only at TensorFlow's own exception."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Batch]:
        import tensorflow as tf

        for batch in self._stream.get_jax_iterator():
            yield keras.tree.map_structure(tf.convert_to_tensor, batch)
        raise tf.errors.OutOfRangeError(None, None, "the batches have ended")

"""Fits on batches that Java reads one after another, for data larger than memory."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import keras
from keras.src.trainers.data_adapters import data_adapter, data_adapter_utils

from . import ports, training, watching

Array = Any
Batch = tuple[Any, ...]
Source = Callable[[int, bool], Iterable[Any] | None]
"""Takes which stream, 0 for training and 1 for validation, and whether to begin anew.

Gives the next batch, `[read_only, inputs..., outcomes...]` and maybe weights for each outcome; None where the batches
end; an empty one when Java has given the fit up.
"""


def fit(request: dict[str, Any], events: watching.Events, sources: list[Source]) -> tuple[Any, list[Any]]:
    """Builds the model of a program and trains it on batches.

    Args:
        request: as for `training.fit`; `validation`: whether there is a second stream.
        events: asked at every batch whether to go on.
        sources: the one function that reads the batches.
    """
    program, model = training.built(request)
    told = program.arguments(None, None)
    train = Stream(model, request, sources[0], 0, told)
    data = {"x": train, "y": None}
    if request["validation"]:
        data["validation_data"] = Stream(model, request, sources[0], 1, {})
    if keras.backend.backend() == "jax":
        # Else Keras would do this with a batch that it takes from the stream and throws away.
        model._symbolic_build(data_batch=train.first())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Your input ran out of data")
        return training.fitted(program, model, request, events, data)


class Stream(data_adapter.DataAdapter):  # type: ignore[misc]
    """Java's batches as Keras takes data: read in the thread that trains, which is the one that may call Java.

    Keras would iterate over a `PyDataset` on threads of TensorFlow's.
    """

    def __init__(self, model: Any, request: dict[str, Any], source: Source, place: int, told: dict[str, Any]) -> None:
        self._model = model
        self._ports = ports.of(request)
        self._source = source
        self._place = place
        self._class_weight = told.get("class_weight")
        self._repeats = told.get("steps_per_epoch") is not None
        self._encode: list[training.Encoder] | None = None
        self._first: Batch | None = None

    @property
    def num_batches(self) -> int:
        return watching.UNKNOWN

    @property
    def batch_size(self) -> int | None:
        return None

    def first(self) -> Batch:
        """The first batch of the first epoch, which will come again when that begins."""
        self._first = self._read(anew=True)
        assert self._first is not None
        return self._first

    def get_jax_iterator(self) -> Iterator[Batch]:
        """The batches of an epoch; without end where the program counts an epoch's steps."""
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
            raise watching.Stopped
        read_only, *arrays = parts
        for place, array in enumerate(arrays):
            if read_only >> place & 1:
                array.flags.writeable = False
        if self._encode is None:
            self._encode = training.encoders(self._model, self._ports, self._ports.rows_of_outcomes(arrays))
        weighted = len(arrays) > self._ports.count()
        return self._weighted(training.packed(self._ports, self._encode, weighted, iter(arrays)))

    def _weighted(self, batch: Batch) -> Batch:
        if self._class_weight is None:
            return batch
        if len(batch) == 3:
            raise ValueError("rows can't have weights where classes have. Received: sample weights and class_weight")
        return *batch, data_adapter_utils.class_weight_to_sample_weights(batch[1], self._class_weight)


class Tensors:
    """A stream as TensorFlow's trainer iterates over it: it stops at TensorFlow's own exception only."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Batch]:
        import tensorflow as tf

        for batch in self._stream.get_jax_iterator():
            yield keras.tree.map_structure(tf.convert_to_tensor, batch)
        raise tf.errors.OutOfRangeError(None, None, "the batches have ended")

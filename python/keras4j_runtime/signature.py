"""Model signature: a single unnamed input or output, or several by name."""

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from . import activations


@dataclass(frozen=True)
class Signature:
    """Inputs and outputs of a model in Java's order, with the number of classes of each output or None.

    A model with one input takes an array, a model with several takes a dictionary; likewise for outputs, except that
    those of a model that returns a list are `listed`: their layers may share a name.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[int | None, ...]
    listed: bool = False
    texts: tuple[bool, ...] = ()

    def array_count(self) -> int:
        """Returns the number of arrays for the inputs and outcomes of a set of rows."""
        return len(self.inputs) + len(self.outputs)

    def rows(self, arrays: list[Any]) -> list[Any]:
        """Returns the inputs, with texts where Java gives bytes of one length with an axis of their own."""
        if not any(self.texts):
            return arrays
        return [_texts(array) if text else array for array, text in zip(arrays, self.texts, strict=True)]

    def arrays(self, rows: list[Any]) -> list[Any]:
        """Returns the arrays of which `rows` made inputs."""
        if not any(self.texts):
            return rows
        return [_characters(each) if text else each for each, text in zip(rows, self.texts, strict=True)]

    def row_shapes(self, arrays: list[Any]) -> list[tuple[int, ...]]:
        """Returns the shape of one row of each input, where a text is one element."""
        texts = self.texts or (False,) * len(arrays)
        return [tuple(array.shape[1 : -1 if text else None]) for array, text in zip(arrays, texts, strict=True)]

    def words(self, arrays: list[Any], characters: bool) -> int:
        """Returns an upper bound of the words, or of the characters, in a row's texts: a power of two, so that there are few."""
        texts = [array for array, text in zip(arrays, self.texts, strict=False) if text]
        counts = [int(np.prod(array.shape[1:])) if characters else _words(array) for array in texts]
        return 1 << (max(counts, default=1) - 1).bit_length()

    def outcome_row_shapes(self, arrays: list[Any]) -> list[tuple[int, ...]]:
        """Returns the row shape of each outcome in arrays that begin with the inputs and the outcomes."""
        return [tuple(array.shape[1:]) for array in arrays[len(self.inputs) : self.array_count()]]

    def pack_inputs(self, arrays: list[Any]) -> Any:
        """Returns the inputs in the structure that the model takes."""
        return arrays[0] if len(arrays) == 1 else dict(zip(self.inputs, arrays, strict=True))

    def in_model_order(self, tensors: list[Any], values: list[Any]) -> list[Any]:
        """Returns values, one for each input, in the order of a model's input tensors: Keras sorts a dictionary's."""
        if len(values) == 1:
            return values
        named = dict(zip(self.inputs, values, strict=True))
        return [named[tensor.name] for tensor in tensors]

    def in_own_order(self, tensors: list[Any]) -> list[Any]:
        """Returns a model's input tensors in the order of this signature."""
        return tensors if len(tensors) == 1 else sorted(tensors, key=lambda tensor: self.inputs.index(tensor.name))

    def pack_outputs(self, values: list[Any]) -> Any:
        """Returns one value per output in the structure that `fit` takes."""
        if len(values) == 1:
            return values[0]
        return values if self.listed else dict(zip(self.outputs, values, strict=True))

    def unpack_outputs(self, result: Any) -> list[Any]:
        """Returns the outputs as a list; foreign models may wrap even a single output."""
        if len(self.outputs) > 1 and isinstance(result, dict):
            return [result[name] for name in self.outputs]
        return list(keras.tree.flatten(result))

    def one_or_list(self, result: Any) -> Any:
        """Returns the single output, or a list of several."""
        return self.unpack_outputs(result)[0] if len(self.outputs) == 1 else self.unpack_outputs(result)

    def part_of_output(self, values: Any, output: int) -> Any:
        """Returns the part of a packed value that belongs to an output; one value alone is for all of them."""
        if len(self.outputs) == 1:
            return values
        if isinstance(values, dict):
            return values[self.outputs[output]]
        return keras.tree.flatten(values)[output] if isinstance(values, (list, tuple)) else values

    def output_shapes(self, model: Any) -> list[list[Any]]:
        """Returns the row shape of each output as it is computed; None is an axis that varies."""
        if not activations.reads_words(model):
            return self.described_shapes(model)
        return self._row_shapes(activations.computed_outputs(model))

    def described_shapes(self, model: Any) -> list[list[Any]]:
        """Returns the row shape of each output as Keras describes it, with an axis too many behind a bag of words."""
        return self._row_shapes(output_tensors(model))

    def _row_shapes(self, outputs: Any) -> list[list[Any]]:
        return [list(tensor.shape[1:]) for tensor in self.unpack_outputs(outputs)]

    def last_layer(self, model: Any, output: int) -> str:
        """Returns the name of the layer that computes an output."""
        return str(self.unpack_outputs(output_tensors(model))[output]._keras_history.operation.name)


def _texts(array: Any) -> Any:
    import tensorflow as tf

    return tf.constant(np.ascontiguousarray(array).view(f"S{array.shape[-1]}")[..., 0])


def _characters(texts: Any) -> Any:
    array = np.asarray(texts).astype("S")
    return np.ascontiguousarray(array)[..., None].view(np.uint8)


def _words(array: Any) -> int:
    """Returns the most words of one row, 1 or more."""
    cells = np.ascontiguousarray(array).view(f"S{array.shape[-1]}").reshape(len(array), -1)
    return max((sum(len(cell.split()) for cell in row) for row in cells), default=1) or 1


def of_request(request: dict[str, Any], model: Any = None) -> Signature:
    """Reads the signature in a request: the names of `inputs`; `outputs`, each with a `name` and optional `classes`.

    The model tells whether it returns its outputs in a list; without one, they are packed by name.
    """
    outputs = request["outputs"]
    return Signature(
        tuple(request["inputs"]),
        tuple(each["name"] for each in outputs),
        tuple(each.get("classes") for each in outputs),
        isinstance(output_tensors(model), list) if model is not None else False,
        tuple(request.get("texts", ())),
    )


def output_tensors(model: Any) -> Any:
    """Returns the output tensors of a model in its own structure."""
    structure = getattr(model, "_outputs_struct", None)
    return model.outputs[0] if structure is None else structure

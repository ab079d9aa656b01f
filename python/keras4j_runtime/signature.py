"""Model signature: a single unnamed input or output, or several by name."""

from dataclasses import dataclass
from typing import Any

import keras


@dataclass(frozen=True)
class Signature:
    """Inputs and outputs of a model in Java's order, with the number of classes of each output or None.

    A model with one input takes an array, a model with several takes a dictionary; likewise for outputs.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[int | None, ...]

    def array_count(self) -> int:
        """Returns the number of arrays for the inputs and outcomes of a set of rows."""
        return len(self.inputs) + len(self.outputs)

    def outcome_row_shapes(self, arrays: list[Any]) -> list[tuple[int, ...]]:
        """Returns the row shape of each outcome in arrays that begin with the inputs and the outcomes."""
        return [tuple(array.shape[1:]) for array in arrays[len(self.inputs) : self.array_count()]]

    def pack_inputs(self, arrays: list[Any]) -> Any:
        """Returns the inputs in the structure that the model takes."""
        return arrays[0] if len(arrays) == 1 else dict(zip(self.inputs, arrays, strict=True))

    def pack_outputs(self, values: list[Any]) -> Any:
        """Returns one value per output in the structure that `fit` takes."""
        return values[0] if len(values) == 1 else dict(zip(self.outputs, values, strict=True))

    def unpack_outputs(self, result: Any) -> list[Any]:
        """Returns the outputs as a list; foreign models may wrap even a single output."""
        if len(self.outputs) == 1:
            return list(keras.tree.flatten(result))
        return [self.part_of_output(result, output) for output in range(len(self.outputs))]

    def one_or_list(self, result: Any) -> Any:
        """Returns the single output, or a list of several."""
        return self.unpack_outputs(result)[0] if len(self.outputs) == 1 else self.unpack_outputs(result)

    def part_of_output(self, values: Any, output: int) -> Any:
        """Returns the part of a packed value that belongs to an output."""
        if len(self.outputs) == 1:
            return values
        return values[self.outputs[output]] if isinstance(values, dict) else values[output]

    def output_shapes(self, model: Any) -> list[list[int]]:
        """Returns the row shape of each output."""
        return [list(tensor.shape[1:]) for tensor in self.unpack_outputs(output_tensors(model))]

    def last_layer(self, model: Any, output: int) -> str:
        """Returns the name of the layer that computes an output."""
        return str(self.unpack_outputs(output_tensors(model))[output]._keras_history.operation.name)


def of_request(request: dict[str, Any]) -> Signature:
    """Reads the signature in a request: the names of `inputs`; `outputs`, each with a `name` and optional `classes`."""
    outputs = request["outputs"]
    return Signature(
        tuple(request["inputs"]), tuple(each["name"] for each in outputs), tuple(each.get("classes") for each in outputs)
    )


def output_tensors(model: Any) -> Any:
    """Returns the output tensors of a model in its own structure."""
    structure = getattr(model, "_outputs_struct", None)
    return model.outputs[0] if structure is None else structure

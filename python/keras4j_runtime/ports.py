"""What goes into a model and comes out: one thing, or several by name."""

from dataclasses import dataclass
from typing import Any

import keras


@dataclass(frozen=True)
class Ports:
    """The inputs and outputs of a model in Java's order, with the number of classes of each output or None.

    A model with one input takes an array, one with several takes them by name; so with outputs.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[int | None, ...]

    def count(self) -> int:
        """How many arrays hold the inputs and outcomes of some rows."""
        return len(self.inputs) + len(self.outputs)

    def rows_of_outcomes(self, arrays: list[Any]) -> list[tuple[int, ...]]:
        """The shape of one row of each outcome in arrays that begin with the inputs and the outcomes."""
        return [tuple(array.shape[1:]) for array in arrays[len(self.inputs) : self.count()]]

    def packed_inputs(self, arrays: list[Any]) -> Any:
        """The inputs as the model takes them."""
        return arrays[0] if len(arrays) == 1 else dict(zip(self.inputs, arrays, strict=True))

    def packed_outputs(self, values: list[Any]) -> Any:
        """Something for each output, as `fit` takes it."""
        return values[0] if len(values) == 1 else dict(zip(self.outputs, values, strict=True))

    def outputs_of(self, result: Any) -> list[Any]:
        """What the model gave, an output after another; models that others made may pack the only one, too."""
        if len(self.outputs) == 1:
            return list(keras.tree.flatten(result))
        return [self.of_output(result, output) for output in range(len(self.outputs))]

    def one_or_all(self, result: Any) -> Any:
        """The output, or a list of them where they are several."""
        return self.outputs_of(result)[0] if len(self.outputs) == 1 else self.outputs_of(result)

    def of_output(self, values: Any, output: int) -> Any:
        """The part of something packed that belongs to an output."""
        if len(self.outputs) == 1:
            return values
        return values[self.outputs[output]] if isinstance(values, dict) else values[output]

    def output_shapes(self, model: Any) -> list[list[int]]:
        """The shape of one row of each output."""
        return [list(tensor.shape[1:]) for tensor in self.outputs_of(results(model))]

    def last_layer(self, model: Any, output: int) -> str:
        """The name of the layer that makes an output."""
        return str(self.outputs_of(results(model))[output]._keras_history.operation.name)


def of(request: dict[str, Any]) -> Ports:
    """The ports in a request: `inputs`, their names; `outputs`, each with `name` and maybe `classes`."""
    outputs = request["outputs"]
    return Ports(tuple(request["inputs"]), tuple(each["name"] for each in outputs), tuple(each.get("classes") for each in outputs))


def results(model: Any) -> Any:
    """The output tensors of a model, as it packs them."""
    structure = getattr(model, "_outputs_struct", None)
    return model.outputs[0] if structure is None else structure

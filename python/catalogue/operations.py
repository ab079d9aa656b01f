"""Operations on tensors that a functional model may have between its layers, with their arguments.

`python -m catalogue.operations` prints them as JSON. Left out is what calls a function that is given to it.
"""

import importlib
import inspect
import json

from keras.src.ops.operation import Operation

MODULES = ("core", "image", "linalg", "math", "nn", "numpy")
CALL_FUNCTIONS = {
    "AssociativeScan",
    "Cond",
    "ForiLoop",
    "JVP",
    "Map",
    "Scan",
    "Switch",
    "VectorizedMap",
    "WhileLoop",
}


def operations() -> dict[str, list[str]]:
    """Returns the arguments of each operation by its name in saved models."""
    found = {}
    for name in MODULES:
        module = importlib.import_module(f"keras.src.ops.{name}")
        for each in vars(module).values():
            ours = inspect.isclass(each) and issubclass(each, Operation) and each.__module__ == module.__name__
            if ours and each.__name__ not in CALL_FUNCTIONS:
                found[f"{module.__name__}.{each.__name__}"] = _arguments(each)
    return dict(sorted(found.items()))


def _arguments(operation: type) -> list[str]:
    return [name for name in inspect.signature(operation).parameters if name not in ("args", "kwargs", "name", "dtype")]


def document() -> str:
    """Returns the resource as JSON, one operation per line."""
    lines = ",\n".join(f'"{name}": {json.dumps(arguments)}' for name, arguments in operations().items())
    return f"{{\n{lines}\n}}\n"


if __name__ == "__main__":
    print(document(), end="")

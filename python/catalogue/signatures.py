"""Arguments of a Keras class: its own, and those of its base classes through ``**kwargs``."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

Parameters = dict[str, inspect.Parameter]


def parameters(found: Any) -> list[inspect.Parameter]:
    """Returns the named arguments of a class or function, its own first, then those of its bases."""
    if not inspect.isclass(found):
        return list(named(found).values())
    arguments: Parameters = {}
    given: set[str] = set()
    unnamed = 0
    for init in inits(found):
        own = named(init)
        given |= set(list(own)[:unnamed])
        arguments |= {name: each for name, each in own.items() if name not in arguments and name not in given}
        handed = handed_on(init)
        if handed is None:
            break
        unnamed, names = handed
        given |= names
    return list(arguments.values())


def inits(found: type) -> Iterator[Any]:
    for each in found.__mro__[:-1]:
        if "__init__" in vars(each):
            yield inspect.unwrap(vars(each)["__init__"])


def named(function: Any) -> Parameters:
    """Returns the parameters except ``*args`` and ``**kwargs``."""
    parameters = inspect.signature(function).parameters
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {name: each for name, each in parameters.items() if each.kind in kinds and name != "self"}


def handed_on(init: Any) -> tuple[int, set[str]] | None:
    """Returns what an ``__init__`` passes to its base beside ``**kwargs``: the number of positional arguments, and the names.

    None if it does not pass ``**kwargs`` on.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(init)))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
            names = {keyword.arg for keyword in call.keywords}
            if None in names:
                return len(call.args), {name for name in names if name is not None}
    return None

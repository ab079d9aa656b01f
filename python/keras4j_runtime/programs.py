"""Keras programs written by Java: checked, compiled and run in their own namespace."""

import ast
import linecache
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import keras

from . import custom_objects, missing_packages

_allowed: frozenset[str] = frozenset()
_CALLS_OF_FIT = "model.fit"
_CALLS_OF_BUILD = frozenset({"model.compile", "keras.Sequential", "keras.Model", "keras.Input"})
_SETTINGS = frozenset({"keras.utils.set_random_seed", "keras.config.set_dtype_policy"})


class RefusedProgram(Exception):
    """Error for a program that contains more than a Keras program may contain."""


@dataclass(frozen=True)
class Program:
    """Loaded program: `build()` returns the compiled model, `arguments(x, y, ...)` the arguments of its `fit`.

    The `build` of a fine-tuning program takes the model.
    """

    build: Callable[..., Any]
    arguments: Callable[..., dict[str, Any]]


class _Told:
    """Stand-in for the model in a program's `fit`, which returns the arguments of the call.

    The caller then calls Keras' own `fit`: TensorFlow never frees its records of a call stack that passes
    through code compiled for one fit, some 0.6 MB each.
    """

    @staticmethod
    def fit(x: Any, y: Any, **others: Any) -> dict[str, Any]:
        return {"x": x, "y": y, **others}


def allow(symbols: Iterable[str]) -> None:
    """Sets the names that a program may call."""
    global _allowed
    _allowed = frozenset(symbols)


def load(source: str, file: str, objects: custom_objects.Objects | None = None, header: int = 0) -> Program:
    """Checks a program and runs its definitions.

    Args:
        source: the text.
        file: the file name in tracebacks.
        objects: custom objects, which the program may use by name.
        header: the number of leading lines that only define these objects.

    Raises:
        RefusedProgram: if the text contains anything but calls of allowed names with literals.
        ImportError: if it calls a class whose package is not installed.
    """
    own = "\n" * header + "".join(source.splitlines(True)[header:])
    tree = ast.parse(own, file)
    _check(_Plain(objects or {}).visit(ast.parse(own, file)), file)
    _check_packages(tree, file)
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    namespace: dict[str, Any] = {"__name__": "keras_program", "keras": keras, **(objects or {})}
    exec(compile(tree, file, "exec"), namespace)
    return Program(namespace["build"], partial(namespace["fit"], _Told))


class _Plain(ast.NodeTransformer):
    """Transformer that replaces custom objects by Keras' own, so that the result can be checked."""

    def __init__(self, objects: custom_objects.Objects) -> None:
        self._objects = objects

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in self._objects:
            own = ast.copy_location(ast.parse("keras.layers.Dense", mode="eval").body, node.func)
            node.func = own
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        known = isinstance(node.ctx, ast.Load) and node.id in self._objects
        return ast.copy_location(ast.Constant(node.id), node) if known else node


def _check(tree: ast.Module, file: str) -> None:
    for statement in tree.body:
        if isinstance(statement, ast.Import):
            _require([(a.name, a.asname) for a in statement.names] == [("keras", None)], statement, file)
        elif isinstance(statement, ast.FunctionDef):
            _require(statement.name in {"build", "fit"}, statement, file)
            _check_function(statement, file)
        else:
            _require(False, statement, file)
    defined = [statement.name for statement in tree.body if isinstance(statement, ast.FunctionDef)]
    if sorted(defined) != ["build", "fit"]:
        raise RefusedProgram(f"{file}: a Keras program must define build and fit, once each. Received: {defined}")


def _check_packages(tree: ast.Module, file: str) -> None:
    for node in ast.walk(tree):
        lack = missing_packages.reason(_dotted(node.func)) if isinstance(node, ast.Call) else None
        if lack is not None:
            raise ImportError(f"{file}, line {getattr(node, 'lineno', 0)}: {lack}")


def _check_function(function: ast.FunctionDef, file: str) -> None:
    _require(not function.decorator_list and function.returns is None, function, file)
    _require(not getattr(function, "type_params", None), function, file)
    _check_parameters(function, file)
    for default in [*function.args.defaults, *filter(None, function.args.kw_defaults)]:
        _check_value(default, frozenset(), file)
    parameters = frozenset(a.arg for a in [*function.args.args, *function.args.kwonlyargs])
    names = parameters | {"model"}
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            _require(function.name == "build" and len(statement.targets) == 1, statement, file)
            if not _freezes(statement):
                names |= _assigned(statement, names, parameters, file)
        elif isinstance(statement, (ast.Expr, ast.Return)):
            _require(statement.value is not None, statement, file)
            assert statement.value is not None
            _check_value(statement.value, names, file)
        else:
            _require(False, statement, file)


def _freezes(statement: ast.Assign) -> bool:
    """Returns whether a statement has the form `model.get_layer("name").trainable = False`."""
    target = statement.targets[0]
    return (
        len(statement.targets) == 1
        and isinstance(target, ast.Attribute)
        and target.attr == "trainable"
        and isinstance(target.value, ast.Call)
        and _dotted(target.value.func) == "model.get_layer"
        and not target.value.keywords
        and [type(argument) for argument in target.value.args] == [ast.Constant]
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, bool)
    )


def _assigned(statement: ast.Assign, names: frozenset[str], parameters: frozenset[str], file: str) -> frozenset[str]:
    """Returns the names assigned to a model, a layer or tensors: the result of a call or of an applied layer."""
    target, value = statement.targets[0], statement.value
    assigned = _targets(target)
    _require(bool(assigned) and not assigned & (parameters | {"keras"}), statement, file)
    _require(isinstance(value, ast.Call), statement, file)
    assert isinstance(value, ast.Call)
    if isinstance(value.func, ast.Attribute):
        _require(isinstance(target, ast.Name), statement, file)
        _check_value(value, names, file)
    else:
        _check_application(value, value.func, names - parameters, names, file)
    return assigned


def _targets(target: ast.expr) -> frozenset[str]:
    """Returns the names of a target: one, or several outputs as in `a, (b, c)`; none for any other target."""
    if isinstance(target, ast.Name):
        return frozenset({target.id})
    if not isinstance(target, ast.Tuple):
        return frozenset()
    parts = [_targets(each) for each in target.elts]
    return frozenset().union(*parts) if all(parts) else frozenset()


def _check_application(value: ast.Call, applied: ast.expr, tensors: frozenset[str], names: frozenset[str], file: str) -> None:
    """Checks the call of a new or named layer: `Dense(8)(left)`, `tower([left, right])`, `attention(x, x, training=True)`."""
    _require(bool(value.args) and all(each.arg is not None for each in value.keywords), value, file)
    for each in value.args:
        _require(_is_tensors(each, tensors), value, file)
    for keyword in value.keywords:
        _require(isinstance(keyword.value, ast.Constant) or _is_tensors(keyword.value, tensors), value, file)
    if isinstance(applied, ast.Name):
        _require(applied.id in tensors, value, file)
    else:
        _require(isinstance(applied, ast.Call) and _dotted(applied.func) in _allowed, value, file)
        _check_value(applied, names, file)


def _is_tensors(node: ast.expr, tensors: frozenset[str]) -> bool:
    """Returns whether a node is a tensor, or a list of tensors, of lists of them, and of None in the place of a mask."""
    if isinstance(node, ast.List):
        none = [each for each in node.elts if isinstance(each, ast.Constant) and each.value is None]
        return all(each in none or _is_tensors(each, tensors) for each in node.elts)
    return isinstance(node, ast.Name) and node.id in tensors


def _check_parameters(function: ast.FunctionDef, file: str) -> None:
    """Allows plain parameters only: an annotation would be evaluated when the function is defined."""
    parameters = function.args
    _require(parameters.vararg is None and parameters.kwarg is None, function, file)
    for parameter in [*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs]:
        _require(parameter.annotation is None and parameter.arg != "keras", function, file)


def _check_value(node: ast.expr, names: frozenset[str], file: str) -> None:
    if isinstance(node, ast.Constant):
        return
    if isinstance(node, ast.Name):
        _require(node.id in names, node, file)
    elif isinstance(node, ast.UnaryOp):
        _require(isinstance(node.op, ast.USub), node, file)
        _require(isinstance(node.operand, ast.Constant), node, file)
    elif isinstance(node, (ast.List, ast.Tuple)):
        for element in node.elts:
            _check_value(element, names, file)
    elif isinstance(node, ast.Starred):
        _require(isinstance(node.value, ast.Name), node, file)
        _check_value(node.value, names, file)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            _require(isinstance(key, ast.Constant), node, file)
            _check_value(value, names, file)
    elif isinstance(node, ast.Call):
        _require(_dotted(node.func) in _callable_names(), node, file)
        for argument in node.args:
            _check_value(argument, names, file)
        for keyword in node.keywords:
            _require(keyword.arg is not None, node, file)
            _check_value(keyword.value, names, file)
    else:
        _require(False, node, file)


def _callable_names() -> frozenset[str]:
    return _allowed | _CALLS_OF_BUILD | {_CALLS_OF_FIT} | _SETTINGS


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _require(condition: bool, node: ast.AST, file: str) -> None:
    if not condition:
        text = ast.unparse(node).partition("\n")[0]
        line = getattr(node, "lineno", 0)
        raise RefusedProgram(f"{file}, line {line}: a Keras program may not say `{text}`")

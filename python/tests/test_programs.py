"""Tests of the program check, which accepts Keras programs and nothing else."""

import re

import keras
import pytest
from support import program

from keras4j_runtime import programs

GOOD = program('keras.layers.Dense(1, name="output")', "mean_squared_error")


def inside(expression: str) -> str:
    """Returns a program with an expression as the argument of a layer."""
    return GOOD.replace("Dense(8,", f"Dense({expression},")


def test_an_accepted_program_builds_the_compiled_model() -> None:
    model = programs.load(GOOD, "net.py").build()
    assert isinstance(model, keras.Sequential)
    assert [layer.name for layer in model.layers] == ["hidden", "dense"] or model.layers[0].name == "hidden"
    assert model.compiled


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "expression",
    [
        "x.__class__",
        "input_shape.count",
        "lambda: 8",
        "[n for n in (8,)][0]",
        "{n for n in (8,)}",
        "{n: n for n in (8,)}",
        "(n for n in (8,))",
        "f'{input_shape}'",
        "**{'units': 8}",
        "*[8]",
        "units if input_shape else 8",
        "(units := 8)",
        "4 + 4",
        "not 8",
        "8 > 4",
        "8 and 4",
        "input_shape[0]",
        "__import__('os').system('true')",
        "eval('8')",
        "open('/dev/null')",
        "getattr(keras, 'utils')",
        "print(8)",
        "keras",
        "keras.config.enable_unsafe_deserialization()",
        "keras.config.set_floatx('float16')",
        "keras.utils.get_file('x', 'http://localhost')",
        "keras.layers.FlaxLayer(8)",
        "keras.layers.Lambda(lambda x: x)",
        "keras.layers.Lambda(keras.ops.sin)",
        "keras.saving.load_model('x.keras')",
        "keras.layers.Dense.__init__(8)",
        "keras.layers.__dict__",
        "keras.src.backend.backend()",
        "build()",
        "__name__",
        "unknown",
        "{**{}}",
        "-input_shape",
    ],
)
def test_an_expression_that_is_no_literal_and_no_allowed_call_is_refused(expression: str) -> None:
    with pytest.raises((programs.RefusedProgram, SyntaxError)):
        programs.load(inside(expression), "net.py")


def test_call_arguments_and_several_outputs_are_accepted() -> None:
    source = GOOD.replace(
        "    model = keras.Sequential(",
        """    x = keras.Input((3, 2))
    read, h, c = keras.layers.LSTM(2, return_sequences=True, return_state=True)(x)
    again = keras.layers.LSTM(2, return_sequences=True)(x, initial_state=[h, c])
    seen, scores = keras.layers.MultiHeadAttention(1, 2)(read, again, return_attention_scores=True, use_causal_mask=True)
    step, (h2, c2) = keras.layers.LSTMCell(2)(h, [h, c])
    looked = keras.layers.Attention()([seen, seen], mask=[None, h])
    model = keras.Sequential(""",
        1,
    )
    assert programs.load(source, "net.py").build().compiled


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "statement",
    [
        "import os",
        "import keras, os",
        "import keras.src",
        "import keras as build",
        "from os import system",
        "from keras import *",
        "x = 1",
        "print(1)",
        "class Build:\n    pass",
        "async def build():\n    pass",
        "def other():\n    return 1",
        "if True:\n    pass",
        "for x in []:\n    pass",
        "del keras",
        "global keras",
        "assert True",
        "'a docstring'",
    ],
)
def test_a_statement_beside_the_two_functions_is_refused(statement: str) -> None:
    with pytest.raises(programs.RefusedProgram):
        programs.load(GOOD + "\n" + statement + "\n", "net.py")


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "statement",
    [
        "import os",
        "def inner():\n        return 1",
        "input_shape = keras.Sequential([])",
        "keras = keras.Sequential([])",
        "other = 1",
        "other = model",
        "other = model(input_shape)",
        "other = unknown(model)",
        "other = keras.layers.Dense(1)(unknown)",
        "other = keras.layers.Dense(1)(model, unknown)",
        "other = keras.layers.Dense(1)(model, [model, [unknown]])",
        "other = keras.layers.Dense(1)(model, True)",
        "other = keras.layers.Dense(1)(x=model)",
        "other = keras.layers.Dense(1)(model, mask=unknown)",
        "other = keras.layers.Dense(1)(model, mask=input_shape)",
        "other = keras.layers.Dense(1)(model, mask=eval('8'))",
        "other = keras.layers.Dense(1)(model, mask=keras.layers.Dense(1))",
        "other = keras.layers.Dense(1)(model, mask={'a': model})",
        "other = keras.layers.Dense(1)(model, **model)",
        "other = keras.layers.Dense(1)(*model)",
        "other = keras.layers.Dense(1)()",
        "other, keras = keras.layers.Dense(1)(model)",
        "other, input_shape = keras.layers.Dense(1)(model)",
        "other, *more = keras.layers.Dense(1)(model)",
        "other, model.trainable = keras.layers.Dense(1)(model)",
        "other, more = keras.Sequential([])",
        "() = keras.layers.Dense(1)(model)",
        "[other, more] = keras.layers.Dense(1)(model)",
        "other = keras.layers.Dense(1)(model)(model)",
        "other = keras.utils.get_file(1)(model)",
        "model = other = keras.Sequential([])",
        "model: int = keras.Sequential([])",
        "model += keras.Sequential([])",
        "model.trainable = False",
        "keras.layers.Dense = 1",
        "global model",
        "nonlocal model",
        "del model",
        "return",
        "yield model",
        "raise model",
        "while True:\n        pass",
        "with model:\n        pass",
        "try:\n        pass\n    finally:\n        pass",
        "assert model",
        "pass",
    ],
)
def test_a_statement_inside_a_function_that_builds_nothing_is_refused(statement: str) -> None:
    source = GOOD.replace("    keras.utils.set_random_seed(3)\n", f"    {statement}\n")
    with pytest.raises((programs.RefusedProgram, SyntaxError)):
        programs.load(source, "net.py")


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "signature",
    [
        "def build(input_shape: print('evaluated') = (4,)):",
        "def build(input_shape=(4,)) -> print('evaluated'):",
        "def build(input_shape=print('evaluated')):",
        "def build(*input_shape):",
        "def build(input_shape=(4,), **more):",
        "def build(keras, input_shape=(4,)):",
        "def build(input_shape=(4,), *, more=print('evaluated')):",
        "@print\ndef build(input_shape=(4,)):",
    ],
)
def test_a_signature_that_would_be_evaluated_is_refused(signature: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(programs.RefusedProgram):
        programs.load(GOOD.replace("def build(input_shape=(4,)):", signature), "net.py")
    assert capsys.readouterr().out == ""


@pytest.mark.no_backend
def test_the_refusal_names_the_file_the_line_and_the_text() -> None:
    with pytest.raises(programs.RefusedProgram) as refused:
        programs.load(inside("eval('8')"), "net.py")
    assert str(refused.value) == "net.py, line 8: a Keras program may not say `eval('8')`"


@pytest.mark.no_backend
@pytest.mark.parametrize("missing", ["build", "fit"])
def test_a_program_without_one_of_its_functions_is_refused(missing: str) -> None:
    parts = {"build": GOOD[: GOOD.index("def fit")], "fit": "import keras\n" + GOOD[GOOD.index("def fit") :]}
    left = parts["build" if missing == "fit" else "fit"]
    with pytest.raises(programs.RefusedProgram) as refused:
        programs.load(left, "net.py")
    left_name = "fit" if missing == "build" else "build"
    assert str(refused.value) == (f"net.py: a Keras program must define build and fit, once each. Received: ['{left_name}']")


@pytest.mark.no_backend
def test_a_program_that_defines_a_function_twice_is_refused() -> None:
    with pytest.raises(programs.RefusedProgram):
        programs.load(GOOD + "\n\ndef fit(model):\n    return model\n", "net.py")


def test_a_traceback_shows_the_program_s_own_line() -> None:
    import traceback

    with pytest.raises(ValueError, match="units") as raised:
        programs.load(inside("-1"), "net.py").build()
    text = "".join(traceback.format_exception(raised.value))
    assert 'File "net.py", line 8, in build' in text
    assert 'keras.layers.Dense(-1, activation="relu", name="hidden")' in text


@pytest.mark.jax
def test_a_class_that_needs_an_absent_package_is_an_error_that_names_both() -> None:
    source = program("keras.layers.StringLookup()", "mse")
    words = (
        "net.py, line 8: keras.layers.StringLookup needs TensorFlow, which the JAX environment lacks;"
        " Keras.open(Backend.TENSORFLOW) has it"
    )
    with pytest.raises(ImportError, match=f"^{re.escape(words)}$"):
        programs.load(source, "net.py")

"""Tests of the list of operations in functional models, which equals that of the installed Keras."""

import pytest
import support

from catalogue import operations

pytestmark = pytest.mark.no_backend


def test_the_resource_is_what_keras_has() -> None:
    resource = support.CATALOGUE / "operations-3.15.1.json"
    assert operations.document() == resource.read_text(encoding="utf-8")


def test_none_takes_a_function() -> None:
    functions = {"f", "fn", "func", "function", "body", "cond", "body_fun", "cond_fun", "true_fn", "false_fn", "branches"}
    assert not [name for name, arguments in operations.operations().items() if functions & set(arguments)]

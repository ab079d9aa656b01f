"""The checked-in catalogue is what the installed Keras gives."""

from importlib import import_module
from inspect import Parameter
from pathlib import Path

import pytest

from catalogue import introspect

RESOURCES = Path(__file__).parents[2] / "java/core/src/main/resources/keras4j/catalogue"


def test_the_checked_in_catalogue_equals_what_the_installed_keras_gives() -> None:
    file = RESOURCES / f"keras-{import_module('keras').__version__}.json"
    assert file.read_text(encoding="utf-8") == introspect.text(), f"write it anew: python -m catalogue --out {file}"


def test_an_argument_whose_type_nobody_knows_is_an_error_that_names_it() -> None:
    parameter = Parameter("things", Parameter.POSITIONAL_OR_KEYWORD, default=None)
    with pytest.raises(LookupError, match=r"Strange\.things: its type must be in facts"):
        introspect.types(("Strange.things", "things"), parameter)

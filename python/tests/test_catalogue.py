"""Tests of the catalogue: the checked-in file equals what the installed Keras gives."""

import json
from importlib import import_module
from inspect import Parameter
from pathlib import Path

import pytest

from catalogue import calls, documentation, facts, introspect, members, signatures

pytestmark = pytest.mark.no_backend

RESOURCES = Path(__file__).parents[2] / "java/core/src/main/resources/keras4j/internal/catalogue"
CATALOGUE = json.loads((RESOURCES / "keras-3.15.1.json").read_text(encoding="utf-8"))
ARGUMENTS = [
    (f"{entry['symbol'].rpartition('.')[2]}.{argument['name']}", argument["types"])
    for entry in CATALOGUE["entries"]
    for argument in entry["arguments"]
]


def test_the_checked_in_catalogue_equals_what_the_installed_keras_gives() -> None:
    file = RESOURCES / f"keras-{import_module('keras').__version__}.json"
    assert file.read_text(encoding="utf-8") == introspect.text(), f"write it anew: python -m catalogue --out {file}"


def test_nothing_is_untyped() -> None:
    assert [key for key, types in ARGUMENTS if not types] == []


def test_public_objects_of_keras_are_in_the_catalogue_or_excluded_with_a_reason() -> None:
    known = {entry["symbol"] for entry in CATALOGUE["entries"]}
    public = {symbol for kind, place in members.PLACES.items() for symbol in members.public(kind, place)}
    assert public - known == set(members.EXCLUDED)
    assert known - public == {symbol for symbols in members.SINGLE.values() for symbol in symbols}


def test_each_alias_is_one_object_of_the_catalogue() -> None:
    found = [id(members.find(entry["symbol"])) for entry in CATALOGUE["entries"]]
    assert len(found) == len(set(found))


def test_arguments_without_a_java_value_are_named() -> None:
    foreign = {key for key, types in ARGUMENTS if set(types) <= set(facts.FOREIGN)}
    assert foreign == {
        "Bidirectional.weights",
        "Embedding.weights",
        "FlaxLayer.module",
        "FlaxLayer.variables",
        "JaxLayer.params",
        "JaxLayer.state",
        "ReversibleEmbedding.weights",
        "TorchModuleWrapper.module",
        "fit.sample_weight",
        "fit.validation_data",
    }


def test_no_row_of_the_tables_is_idle() -> None:
    names = {name for key, _ in ARGUMENTS for name in (key, key.partition(".")[2], key.rpartition("_")[2])}
    listed = {name for table in (introspect.TYPES, facts.CHOICES, introspect.RANGES) for name in table}
    assert listed - names - facts.LAST_WORDS == set()


def test_arguments_of_the_bases_are_known_but_for_those_that_a_class_gives_itself() -> None:
    names = [each.name for each in signatures.parameters(members.find("keras.layers.SimpleRNN"))]
    assert "zero_output_for_mask" in names
    assert "trainable" in names
    assert "cell" not in names
    spatial = signatures.parameters(members.find("keras.layers.SpatialDropout1D"))
    assert [each.name for each in spatial] == ["rate", "seed", "name", "dtype"]


def test_an_argument_whose_type_nobody_knows_is_an_error_that_names_it() -> None:
    parameter = Parameter("things", Parameter.POSITIONAL_OR_KEYWORD, default=None)
    with pytest.raises(LookupError, match=r"Strange\.things: its type must be in facts"):
        introspect.types(("Strange.things", "things"), parameter)


def test_the_documentation_tells_a_type_by_its_first_words() -> None:
    assert documentation.hint("What the layer does with an integer.") is None
    assert documentation.hint("Optional integer.") == "int"
    assert documentation.hint("A Python float.") == "double"
    assert documentation.hint("Boolean, whether to …") == "bool"


def test_every_layer_that_is_known_has_the_signature_of_its_call_and_no_row_of_its_tables_is_idle() -> None:
    calls_of = {entry["symbol"].rpartition(".")[2]: entry.get("call") for entry in CATALOGUE["entries"] if entry["kind"] == "layer"}
    assert {name for name, call in calls_of.items() if call is None} == calls.UNKNOWN
    named = {f"{name}.{each['name']}" for name, call in calls_of.items() for each in call or []}
    listed = set(facts.CALL_TYPES) | facts.REPEATED
    assert listed - named - {name.partition(".")[2] for name in named} == set()
    assert set(facts.JOINS) <= set(calls_of)


def test_attention_takes_a_query_and_a_value_and_flags() -> None:
    attention = calls.arguments("layer", "MultiHeadAttention", members.find("keras.layers.MultiHeadAttention"))
    assert attention is not None
    assert [each["name"] for each in attention][:3] == ["query", "value", "key"]
    assert attention[1] == {"name": "value", "required": True, "types": ["block"], "repeated": True}
    assert {"name": "use_causal_mask", "default": False, "types": ["bool"]} in attention


def test_a_call_argument_whose_type_nobody_knows_is_an_error_that_names_it() -> None:
    class Strange:
        def call(self, inputs: object, things: object = None) -> None: ...

    with pytest.raises(LookupError, match=r"Strange\.things: the type of a call argument must be in facts"):
        calls.arguments("layer", "Strange", Strange)

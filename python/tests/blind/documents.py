"""Documents that are odd JSON, and odd metadata."""

import json
from collections.abc import Callable

from .cases import CONFIG, META, add
from .configs import evil_config
from .models import parts
from .zips import with_text


def text() -> str:
    """The text of the stock configuration."""
    return parts()[CONFIG].decode()


def doc(slug: str, what: str, make: Callable[[], bytes]) -> None:
    """Register a case that gives config.json other bytes."""
    add("J", slug, what, lambda: with_text(make()))


def nested(opening: str, closing: str, depth: int) -> bytes:
    """The configuration with an unknown key that holds a deep value."""
    return (text()[:-1] + ', "note": ' + opening * depth + "1" + closing * depth + "}").encode()


def noted(value: str) -> bytes:
    """The configuration with an unknown key at the end."""
    return (text()[:-1] + ', "note": ' + value + "}").encode()


def swapped(old: str, new: str) -> bytes:
    """The configuration with one replacement, which must be possible."""
    assert old in text(), old
    return text().replace(old, new, 1).encode()


def colliding(count: int) -> str:
    """An object whose keys have all the same Java hash code."""
    keys = ["".join("Aa" if n >> bit & 1 else "BB" for bit in range(14)) for n in range(count)]
    return "{" + ",".join(f'"{key}":0' for key in keys) + "}"


def json_numbers() -> None:
    """Numbers that are none, or too large, or of the wrong kind."""
    doc("nan_rate", "Dropout's rate is the literal NaN", lambda: swapped('"rate": 0.1', '"rate": NaN'))
    doc("infinity_rate", "Adam's epsilon is -Infinity", lambda: swapped('"epsilon": 1e-07', '"epsilon": -Infinity'))
    doc("overflow", "Adam's epsilon is 1e999, which is infinity", lambda: swapped("1e-07", "1e999"))
    doc(
        "big_exponent",
        "units is 8e999999999, dear to turn into an integer",
        lambda: swapped('"units": 8', '"units": 8e999999999'),
    )
    doc(
        "tiny_exponent",
        "the rate is 1E-2147483649, an exponent beyond 32 bits",
        lambda: swapped("0.1,", "1E-2147483649,"),
    )
    doc("long_integer", "an unknown key holds an integer of 200,000 digits", lambda: noted("7" * 200_000))
    doc(
        "digits_limit",
        "the seed is an integer of 4,300 digits, the most that Python takes",
        lambda: swapped('"seed": null, "noise', '"seed": ' + "9" * 4300 + ', "noise'),
    )
    doc("long_fraction", "the rate has 250,000 decimals", lambda: swapped("0.1,", "0.1" + "0" * 250_000 + "1,"))
    doc("float_units", "units is 8.0", lambda: swapped('"units": 8', '"units": 8.0'))
    doc("bool_units", "units is true", lambda: swapped('"units": 8', '"units": true'))
    doc("string_units", "units is the string 8", lambda: swapped('"units": 8', '"units": "8"'))
    doc(
        "wrapped_units",
        "units is 4294967304, which is 8 modulo 2**32",
        lambda: swapped('"units": 8', '"units": 4294967304'),
    )
    doc("negative_units", "units is -8", lambda: swapped('"units": 8', '"units": -8'))
    doc("leading_zero", "units is 08", lambda: swapped('"units": 8', '"units": 08'))


def json_keys() -> None:
    """Keys that are there twice, in several disguises."""
    twice = '"class_name": "Dense", "class_name": "Lambda"'
    doc("dup_class", "class_name is there twice: Dense, then Lambda", lambda: swapped('"class_name": "Dense"', twice))
    escaped = '"class_name": "Dense", "cl\\u0061ss_name": "Lambda"'
    doc(
        "dup_escaped",
        "class_name is there twice, the second time with an escape",
        lambda: swapped('"class_name": "Dense"', escaped),
    )
    doc(
        "dup_units",
        "units is there twice: 8, then 8,000,000",
        lambda: swapped('"units": 8', '"units": 8, "units": 8000000'),
    )
    doc(
        "dup_config",
        "the document has config twice, the second holds a Lambda",
        lambda: (text()[:-1] + ', "config": ' + json.dumps(json.loads(evil_config())["config"]) + "}").encode(),
    )
    doc(
        "hash_collisions",
        "an unknown key holds an object of 8,192 keys with one Java hash code",
        lambda: noted(colliding(1 << 13)),
    )
    doc(
        "empty_key",
        "the document has keys that are empty, a NUL and a lone surrogate",
        lambda: noted('1, "": 2, "\\u0000": 3, "\\ud800": 4'),
    )


def json_shape() -> None:
    """Depth, several documents, and what is no JSON."""
    doc("deep_lists", "an unknown key holds 100,000 nested lists", lambda: nested("[", "]", 100_000))
    doc("deep_objects", "an unknown key holds 50,000 nested objects", lambda: nested('{"a":', "}", 50_000))
    doc(
        "deep_unclosed",
        "150,000 lists are opened and never closed",
        lambda: (text()[:-1] + ', "note": ' + "[" * 150_000).encode(),
    )
    doc(
        "below_recursion",
        "an unknown key holds 900 nested objects, just below Python's limit",
        lambda: nested('{"a":', "}", 900),
    )
    doc("two_documents", "an evil document follows the genuine one", lambda: text().encode() + evil_config())
    doc("lines", "the document is the second of two lines", lambda: b"{}\n" + text().encode())
    doc(
        "comment_hides",
        "a comment /* */ stands between two members",
        lambda: swapped('"trainable"', '/* x */ "trainable"'),
    )
    doc("trailing_comma", "a list has a comma too many", lambda: swapped("[null, 8]", "[null, 8,]"))
    doc("single_quotes", "a string has single quotes", lambda: swapped('"relu"', "'relu'"))
    doc("raw_newline", "a string holds a line break that is not escaped", lambda: swapped('"relu"', '"re\nlu"'))
    doc("list_document", "the document is a list around the genuine one", lambda: f"[{text()}]".encode())
    doc("string_document", "the document is a string that holds the genuine one", lambda: json.dumps(text()).encode())
    doc("null_document", "the document is null", lambda: b"null")
    doc("trailing_nul", "NUL bytes follow the document", lambda: text().encode() + bytes(16))
    doc("python_literal", "the document is a Python literal (None, True)", lambda: repr(json.loads(text())).encode())
    doc("cut", "the document is cut in the middle", lambda: text().encode()[:1500])


def json_encoding() -> None:
    """Encodings and characters."""
    doc("utf16", "the document is UTF-16 with a mark, which Python detects", lambda: text().encode("utf-16"))
    doc(
        "utf16_no_mark",
        "the document is UTF-16-LE without a mark and holds a Lambda",
        lambda: evil_config().decode().encode("utf-16-le"),
    )
    doc("utf32", "the document is UTF-32-BE without a mark", lambda: text().encode("utf-32-be"))
    doc("bom", "the document begins with the UTF-8 mark", lambda: b"\xef\xbb\xbf" + text().encode())
    doc("utf7", "the document is UTF-7", lambda: text().encode("utf-7").replace(b"{", b"+AHs-"))
    doc(
        "overlong",
        "a name holds an overlong encoding of a slash",
        lambda: text().encode().replace(b'"dense"', b'"den\xc0\xafse"', 1),
    )
    doc(
        "raw_surrogate",
        "a name holds a surrogate in UTF-8 (ED A0 80), which Python lets pass",
        lambda: text().encode().replace(b'"dense"', b'"den\xed\xa0\x80se"', 1),
    )
    doc(
        "lone_surrogate",
        "the layer's name is an escaped lone surrogate",
        lambda: swapped('"name": "dense"', '"name": "\\ud800"'),
    )
    doc(
        "nul_in_name",
        "the layer's name holds an escaped NUL",
        lambda: swapped('"name": "dense"', '"name": "dense\\u0000"'),
    )
    doc("slash_in_name", "the layer's name is ../../vars", lambda: swapped('"name": "dense"', '"name": "../../vars"'))
    doc(
        "bidi_in_name",
        "the layer's name holds bidirectional overrides and terminal escapes",
        lambda: swapped('"name": "dense"', '"name": "\\u202edense\\u001b]0;x\\u0007"'),
    )
    doc(
        "latin1",
        "the document is Latin-1 with an accented name",
        lambda: text().replace('"dense"', '"d\u00e9nse"', 1).encode("latin-1"),
    )


def meta(slug: str, what: str, data: bytes) -> None:
    """Register a case that gives metadata.json other bytes."""
    add("J", slug, what, lambda: with_text(data, member=META))


def json_metadata() -> None:
    """metadata.json."""
    date = b'"date_saved": "2026-01-02@03:04:06"}'
    meta("meta_text", "metadata.json is no JSON", b"keras 3.15.1")
    meta("meta_list", "metadata.json is a list", b'["3.15.1"]')
    meta(
        "meta_dup",
        "metadata.json has the version twice: 3.15.1, then 1.0",
        b'{"keras_version": "3.15.1", "keras_version": "1.0", ' + date,
    )
    meta("meta_future", "metadata.json says version 99.0.0", b'{"keras_version": "99.0.0", ' + date)
    meta("meta_object", "the version in metadata.json is an object", b'{"keras_version": {"a": [1]}, ' + date)
    meta(
        "meta_huge",
        "metadata.json is 300 KB long, all of it the version",
        b'{"keras_version": "3.' + b"1" * 300_000 + b'", ' + date,
    )
    meta(
        "meta_date",
        "the date in metadata.json is a shell command",
        b'{"keras_version": "3.15.1", "date_saved": "$(id)"}',
    )


json_numbers()
json_keys()
json_shape()
json_encoding()
json_metadata()

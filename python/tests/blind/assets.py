"""Vocabularies beside the weights that are missing, too many, or others than the configuration says."""

from typing import Any

from .cases import Edit, add
from .configs import option, with_config
from .models import parts
from .zips import Member, fields, pack, with_member

BASE = "texts"
ROOT = "assets/layers/"
NUMBERS = f"{ROOT}integer_lookup/vocabulary.txt"
LETTERS = f"{ROOT}string_lookup/vocabulary.txt"
WORDS = f"{ROOT}text_vectorization/vocabulary.txt"
AGAIN = f"{ROOT}text_vectorization/_lookup_layer/vocabulary.txt"


def without(slug: str, what: str, *names: str) -> None:
    """Register a case without members of the stock file."""
    add("V", slug, what, lambda: pack({name: data for name, data in parts(BASE).items() if name not in names}))


def besides(slug: str, what: str, name: str, data: bytes = b"a\nb", **header: Any) -> None:
    """Register a case with one member more."""
    add("V", slug, what, lambda: pack(parts(BASE), Member(name.encode(), data, **header)))


def words(slug: str, what: str, text: str | bytes) -> None:
    """Register a case with other words, in both files that Keras keeps them in."""
    data = text.encode() if isinstance(text, str) else text
    add("V", slug, what, lambda: pack(parts(BASE) | {WORDS: data, AGAIN: data}))


def table(slug: str, what: str, name: str, text: str | bytes) -> None:
    """Register a case with another vocabulary of one lookup layer."""
    data = text.encode() if isinstance(text, str) else text
    add("V", slug, what, lambda: pack(parts(BASE) | {name: data}))


def said(slug: str, what: str, edit: Edit) -> None:
    """Register a case whose configuration says otherwise."""
    add("V", slug, what, lambda: with_config(edit, BASE))


def members() -> None:
    """Members that are missing, or that no layer has."""
    without("none", "there is no vocabulary at all", NUMBERS, LETTERS, WORDS, AGAIN)
    without("no_words", "the vocabulary of the TextVectorization is missing", WORDS)
    without("no_second", "the second vocabulary of the TextVectorization is missing", AGAIN)
    without("no_numbers", "the vocabulary of the IntegerLookup is missing", NUMBERS)
    besides("stranger", "a layer that is not there has a vocabulary", f"{ROOT}string_lookup_1/vocabulary.txt")
    besides("of_dense", "a Dense has a vocabulary", f"{ROOT}dense/vocabulary.txt")
    besides("weights", "the idf weights of a layer are an array of pickles", f"{ROOT}text_vectorization/idf.npy", b"\x93NUMPY")
    besides("code", "there is a Python file among the vocabularies", f"{ROOT}text_vectorization/vocabulary.py", b"import os")
    besides("climbing", "the name of a vocabulary climbs out", "assets/layers/../../../tmp/vocabulary.txt")
    besides("within", "the name of a vocabulary climbs up and down again", f"{ROOT}dense/../string_lookup/vocabulary.txt")
    besides("absolute", "the name of a vocabulary is absolute", "/assets/layers/string_lookup/vocabulary.txt")
    besides("backslash", "the name of a vocabulary has backslashes", "assets\\layers\\string_lookup\\vocabulary.txt")
    besides("capitals", "a second name differs in capitals", f"{ROOT}string_lookup/VOCABULARY.TXT")
    besides("folder", "the folder of a layer is a member", f"{ROOT}string_lookup/", b"")
    besides("empty_part", "the name of a vocabulary has an empty part", "assets/layers//string_lookup/vocabulary.txt")
    besides("twice", "a vocabulary is there twice, with different words", LETTERS, b"[UNK]\nred\ngreen")
    link = fields(attr=0o120777 << 16, data=b"/etc/passwd")
    add("V", "link", "a vocabulary is a symbolic link to /etc/passwd", lambda: with_member(LETTERS, link, BASE))


def contents() -> None:
    """Bytes that are no vocabulary, or another."""
    words("fewer", "there are fewer words than the configuration says", "\n[UNK]\nfilm\na\nfine")
    words("more", "there are more words than the configuration says", "\n[UNK]\nfilm\na\nfine\nbad\nworse")
    words("empty", "there are no words", "")
    words("repeated", "a word is there twice", "\n[UNK]\nfilm\na\nfine\nfine")
    words("carriage", "lines end in a carriage return", "\n[UNK]\nfilm\r\na\nfine\nbad")
    words("nul", "a word has a NUL", "\n[UNK]\nfi\0lm\na\nfine\nbad")
    words("separator", "a word has a line separator of Unicode", "\n[UNK]\nfi\u2028lm\na\nfine\nbad")
    words("next_line", "a word has the control character NEL, which Python takes as the end of a line", "\n[UNK]\na\x85\nb\nc\nd")
    words("form_feed", "a word has a form feed", "\n[UNK]\na\x0c\nb\nc\nd")
    words("latin", "the words are Latin-1", "\n[UNK]\nfilm\na\ngr\xfcn\nbad".encode("latin-1"))
    words("overlong", "a slash is encoded in two bytes", b"\n[UNK]\nfilm\na\n\xc0\xaf\nbad")
    words("surrogate", "a word has half a character", b"\n[UNK]\nfilm\na\n\xed\xa0\x80\nbad")
    words("utf_16", "the words are UTF-16", "\n[UNK]\nfilm\na\nfine\nbad".encode("utf-16"))
    words("long", "a word has 900,000 characters", "\n[UNK]\nfilm\na\nfine\n" + "b" * 900_000)
    words("many", "there are 100,000 words, and six in the configuration", "\n[UNK]\n" + "\n".join(map(str, range(100_000))))
    table("differs", "the two vocabularies of the TextVectorization differ", AGAIN, "\n[UNK]\nfilm\na\nfine\nworse")
    table("no_number", "a whole number is a word", NUMBERS, "-1\n7\nseven")
    table("fraction", "a whole number is 1e3", NUMBERS, "-1\n7\n1e3")
    table("spaced", "a whole number has a space before it", NUMBERS, "-1\n7\n 4")
    table("digits", "a whole number is written in digits of another script", NUMBERS, "-1\n7\n\u0664")
    table("beyond", "a whole number has 64 bits and is not negative", NUMBERS, "-1\n7\n9999999999999999999")
    table("same_number", "a whole number is there twice, once with a zero before it", NUMBERS, "-1\n7\n07")
    table("minus_zero", "zero is there twice, once with a sign", NUMBERS, "-1\n0\n-0")
    table("no_unknown", "the token for unknown words is not the first", LETTERS, "red\nblue\n[UNK]")


def configuration() -> None:
    """Configurations that do not belong to the vocabularies."""
    said("size_less", "the configuration says fewer words", option(3, "vocabulary_size", 5))
    said("size_negative", "the configuration says -1 words", option(4, "vocabulary_size", -1))
    said("size_text", "the number of words is a text", option(4, "vocabulary_size", "3"))
    said("size_huge", "the configuration says 2**62 words", option(4, "vocabulary_size", 2**62))
    said("tokens", "more words than max_tokens allows", option(3, "max_tokens", 4))
    said("unknown", "2**30 indices are for unknown words", option(4, "num_oov_indices", 2**30))
    said("steps", "a text has 2**40 words", option(3, "output_sequence_length", 2**40))
    said("file", "a vocabulary is in the file and at a path", option(4, "vocabulary", "/etc/passwd"))
    said("both", "a vocabulary is in the file and in the configuration", option(4, "vocabulary", ["[UNK]", "red", "blue"]))
    said("kind", "the words of an IntegerLookup are texts", option(5, "vocabulary_dtype", "string"))
    said("idf", "weights of words are given where none are used", option(3, "idf_weights", [1.0]))


members()
contents()
configuration()

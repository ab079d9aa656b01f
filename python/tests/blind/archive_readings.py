"""Archives that two readers read in two ways."""

import pickle

from .cases import CONFIG, KERNEL, WEIGHTS, tidy
from .configs import evil_config
from .hdf5 import rebuild, value_hook
from .models import genuine, parts
from .zips import Member, body_and_directory, eocd, fields, members, pack, raw_zip, with_member


@tidy("dup_config_last", "config.json is there twice in the central directory; Python takes the second, a Lambda")
def a_dup_last() -> bytes:
    """Two entries, two local files."""
    return pack(parts(), Member(CONFIG.encode(), evil_config()))


@tidy("dup_config_first", "config.json is there twice; the first is a Lambda, for readers that keep the first")
def a_dup_first() -> bytes:
    """The other order."""
    return raw_zip([Member(CONFIG.encode(), evil_config()), *members(parts())])


@tidy("dup_weights", "model.weights.h5 is there twice with different weights")
def a_dup_weights() -> bytes:
    """Weights of two kinds."""
    other = rebuild({KERNEL: value_hook(lambda v: v * 1000)})
    return pack(parts(), Member(WEIGHTS.encode(), other))


@tidy("local_only", "an evil config.json has a local header only, so that a streaming reader sees what Python does not")
def a_local_only() -> bytes:
    """Not in the directory."""
    return raw_zip([Member(CONFIG.encode(), evil_config(), central=False), *members(parts())])


@tidy("names_swapped", "a local header says assets/a.txt where the central directory says config.json")
def a_names_differ() -> bytes:
    """Local and central names disagree."""
    return with_member(CONFIG, fields(local_name=b"assets/a.txt"))


@tidy("local_names_exchanged", "the local headers of two members carry each other's names (config and a decoy)")
def a_exchanged() -> bytes:
    """A stream reader sees the decoy as config.json."""
    content = parts()
    decoy = Member(b"assets/decoy", evil_config(), local_name=CONFIG.encode())
    items = members(content)
    items[1].local_name = b"assets/decoy"
    return raw_zip([*items, decoy])


@tidy("two_archives", "an evil archive is put before a genuine one, with offsets relative to the second")
def a_two_archives() -> bytes:
    """Concatenation: Python shifts offsets silently."""
    evil = pack(parts() | {CONFIG: evil_config()})
    return evil + genuine("dense")


@tidy("comment_archive", "the comment holds a whole second archive with its own end record, evil, at correct offsets")
def a_comment_archive() -> bytes:
    """Two end records: a backward search stops at the inner one."""
    front, directory = body_and_directory(members(parts()))
    start = len(front) + len(directory) + 22
    inner = raw_zip(members(parts() | {CONFIG: evil_config()}), prefix=b"\0" * start)[start:]
    return front + directory + eocd(3, len(directory), len(front), inner)


@tidy("shell_prefix", "a shell script is put before the archive (a polyglot), with correct offsets")
def a_prefix() -> bytes:
    """A file that is a script as well."""
    return raw_zip(members(parts()), prefix=b"#!/bin/sh\nexit 0\n" + b"#" * 100 + b"\n")


@tidy("shifted_prefix", "64 KiB are put before the archive without any offset being corrected")
def a_shifted() -> bytes:
    """Only readers that guess the shift can open it."""
    return b"\x7fELF" + b"\0" * 65532 + genuine("dense")


@tidy("trailing", "2 KiB follow the end record that the comment length does not account for")
def a_trailing() -> bytes:
    """Trailing bytes."""
    return genuine("dense") + b"TRAILING" * 256


@tidy("gap_before_directory", "8 KiB that no entry names lie between the last member and the directory")
def a_gap() -> bytes:
    """Hidden bytes: a pickle."""
    return raw_zip(members(parts()), between=pickle.dumps(list(range(2000)), 0))

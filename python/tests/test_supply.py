"""Tests of the supply chain: locks, bills of materials and installed packages agree, and licences are allowed."""

import importlib.metadata
import json
import pathlib
import re
import sysconfig

import keras
import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

LOCKS = pathlib.Path(__file__).parents[1] / "locks"

# Packages that `python -m venv` installs into every environment.
BOOTSTRAP = frozenset({"pip", "setuptools"})

LICENCES = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"}
)

# Licence names of packages without SPDX expressions.
WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "zlib/libpng License": "Zlib",
}

# Packages whose metadata name no licence, with the licence of their sources.
UNNAMED = {"namex": "Apache-2.0"}


def installed() -> dict[str, importlib.metadata.Distribution]:
    """Returns the environment's own packages, without the developers' packages."""
    folder = sysconfig.get_paths()["purelib"]
    return {canonicalize_name(each.name): each for each in importlib.metadata.distributions(path=[folder])}


def bill(backend: str) -> set[tuple[str, str]]:
    document = json.loads((LOCKS / f"{backend}.cdx.json").read_text())
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    for each in document["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
    return {(each["name"], each["version"]) for each in document["components"]}


def pins(lock: str) -> list[tuple[str, str, str]]:
    """Returns name, version and remainder of each pin, for any CPython."""
    text = (LOCKS / f"{lock}.lock").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([a-z0-9][a-z0-9.-]*)==(\S+)(.*)", line.strip()) for line in lines]
    assert None not in found, lines[found.index(None)]
    return [match.groups() for match in found]


def is_for_this_python(rest: str) -> bool:
    """Returns whether the marker of a pin, if it has one, holds for this interpreter."""
    marker = rest.split("--hash")[0].strip(" ;")
    return not marker or Marker(marker).evaluate()


@pytest.mark.no_backend
@pytest.mark.parametrize(
    "lock", ["jax", "jax-cuda12", "jax-cuda13", "tensorflow", "build", "natives", "dev", "older", "onnx-jax", "onnx-tensorflow"]
)
def test_every_line_of_a_lock_has_hashes(lock: str) -> None:
    unhashed = [name for name, _, rest in pins(lock) if not re.search(r"--hash=sha256:[0-9a-f]{64}", rest)]
    assert unhashed == []
    assert pins(lock)


@pytest.mark.no_backend
@pytest.mark.parametrize("backend", ["jax", "tensorflow"])
def test_a_bill_has_what_the_lock_has_and_jep(backend: str) -> None:
    jep = {(name, version) for name, version, _ in pins("build") if name == "jep"}
    here = {(name, version) for name, version, rest in pins(backend) if "; sys_platform == 'win32'" not in rest}
    assert bill(backend) == here | jep


def test_installed_packages_are_those_of_the_bill() -> None:
    backend = keras.backend.backend()
    there = {(name, each.version) for name, each in installed().items()}
    unlisted = {name for name, _ in there - bill(backend)}
    assert unlisted <= BOOTSTRAP
    # Some packages of the bill are for other platforms or other CPythons.
    here = {name for name, _, rest in pins(backend) if is_for_this_python(rest)} | {"jep"}
    assert here == {name for name, _ in there} - unlisted
    assert len(there) > 20


def named(distribution: importlib.metadata.Distribution) -> str:
    """Returns the licence as an SPDX expression, or in the package's own words."""
    metadata = distribution.metadata
    classifiers = [each.split(" :: ")[-1] for each in metadata.get_all("Classifier", []) if each.startswith("License ::")]
    words = metadata.get("License-Expression") or "".join(classifiers) or metadata.get("License") or ""
    return WORDS.get(words, words) or UNNAMED.get(canonicalize_name(distribution.name), "")


def test_every_package_has_a_licence_that_is_allowed() -> None:
    others = {}
    for name, distribution in installed().items():
        if not set(re.split(r" (?:AND|OR) ", named(distribution))) <= LICENCES:
            others[name] = named(distribution)
    assert others == {}


def test_exceptions_are_needed() -> None:
    packages = installed()
    for name in UNNAMED:
        assert packages[name].metadata.get("License-Expression") is None
        assert packages[name].metadata.get("License") is None

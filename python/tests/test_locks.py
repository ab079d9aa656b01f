"""Tests of the locks on each supported CPython: pip finds every pin by its hash, and no requirement is missing."""

import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

LOCKS = pathlib.Path(__file__).parents[1] / "locks"
PYTHONS = ("3.11", "3.12", "3.13")
# Packages of gigabytes, some of which pip fetches whole to learn what they are.
LARGE = ("jax-cuda12", "jax-cuda13")
NAMES = ("jax", "jax-cuda12", "jax-cuda13", "tensorflow", "build", "natives", "dev", "older", "onnx-jax", "onnx-tensorflow")

# Source distributions only: the wheel is built on the user's machine.
SOURCES = frozenset({"jep"})

Pins = dict[str, tuple[str, set[str]]]
Pin = tuple[str, str]
Entry = dict[str, Any]
Reports = dict[str, dict[Pin, Entry]]

pytestmark = pytest.mark.no_backend


def environment(python: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
    }


def pins(name: str, python: str) -> Pins:
    """Returns the pins of a lock for one Python: name → version and hashes."""
    found: Pins = {}
    text = (LOCKS / f"{name}.lock").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        requirement = Requirement(head)
        if requirement.marker is None or requirement.marker.evaluate(environment(python)):
            key = canonicalize_name(requirement.name)
            assert key not in found, f"{name}.lock has two versions of {key} for Python {python}"
            (specifier,) = requirement.specifier
            assert specifier.operator == "==", head
            found[key] = (specifier.version, {digest.strip() for digest in hashes})
    return found


def rounds(names: Iterable[str], python: str) -> list[dict[str, str]]:
    """Splits the pins of locks into sets with one version of each package: name → version."""
    found: list[dict[str, str]] = []
    for key, version in sorted({(key, version) for name in names for key, (version, _) in pins(name, python).items()}):
        if key not in SOURCES:
            free = next((each for each in found if key not in each), None)
            if free is None:
                found.append(free := {})
            free[key] = version
    return found


def resolve(versions: dict[str, str], python: str) -> dict[Pin, Entry]:
    """Returns pip's dry-run report by name and version. Without the hashes pip fetches metadata only."""
    with tempfile.TemporaryDirectory() as folder:
        requirements = pathlib.Path(folder, "requirements.txt")
        requirements.write_text("".join(f"{key}=={version}\n" for key, version in versions.items()))
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet"]
        command += [
            "--ignore-requires-python",
            "--only-binary=:all:",
            "--python-version",
            python,
            "--implementation",
            "cp",
            "--target",
            folder,
        ]
        # pip takes manylinux tags literally: the newest of the oldest supported glibc, and all older ones.
        command += [f"--platform=manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)]
        command += [f"--platform=manylinux{tag}_x86_64" for tag in ("2014", "2010", "1")]
        command += ["--report", "-", "--requirement", str(requirements)]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert answer.returncode == 0, answer.stderr
    entries = json.loads(answer.stdout)["install"]
    return {(canonicalize_name(entry["metadata"]["name"]), entry["metadata"]["version"]): entry for entry in entries}


@pytest.fixture(scope="module")
def asked_names(request: pytest.FixtureRequest) -> list[str]:
    return [name for name in NAMES if name not in LARGE or request.config.getoption("--full")]


@pytest.fixture(scope="module")
def reports(asked_names: list[str]) -> Reports:
    """Resolves the pins of the locks for each Python, in parallel: pip mostly waits for its index."""
    asked = [(python, versions) for python in PYTHONS for versions in rounds(asked_names, python)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda each: resolve(each[1], each[0]), asked)
    found: Reports = {python: {} for python in PYTHONS}
    for (python, _), answer in zip(asked, answers, strict=True):
        found[python].update(answer)
    return found


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.full) if name in LARGE else name for name in NAMES])
def test_pip_finds_every_pin_by_a_hash_of_the_lock(reports: Reports, name: str, python: str) -> None:
    for key, (version, hashes) in pins(name, python).items():
        if key not in SOURCES:
            entry = reports[python][key, version]
            assert SpecifierSet(entry["metadata"].get("requires_python", "")).contains(f"{python}.0"), key
            assert entry["download_info"]["archive_info"]["hashes"]["sha256"] in hashes, f"{key} {version} for Python {python}"


def test_pip_finds_nothing_but_the_pins(reports: Reports, asked_names: list[str]) -> None:
    for python in PYTHONS:
        found = [(key, version) for name in asked_names for key, (version, _) in pins(name, python).items() if key not in SOURCES]
        assert set(reports[python]) == set(found)


def requirements(entry: Entry, python: str) -> Iterator[Requirement]:
    for text in entry["metadata"].get("requires_dist", []):
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment(python) | {"extra": ""}):
            yield requirement


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    "names",
    [
        ("jax",),
        ("tensorflow",),
        ("build",),
        *((lock, backend) for lock in ("dev", "older") for backend in ("jax", "tensorflow")),
        ("onnx-jax", "jax"),
        ("onnx-tensorflow", "tensorflow"),
    ],
    ids="+".join,
)
def test_requirements_of_the_pins_are_among_the_pins(reports: Reports, names: tuple[str, ...], python: str) -> None:
    # These locks precede the backend's packages on the path, so their version of a package counts.
    versions = dict(collections.ChainMap(*({key: pin[0] for key, pin in pins(name, python).items()} for name in names)))
    entries = {key: reports[python][key, version] for key, version in versions.items() if key not in SOURCES}
    missing = [
        f"{key} {versions[key]} requires {requirement}, the lock has {versions.get(canonicalize_name(requirement.name))}"
        for key, entry in entries.items()
        for requirement in requirements(entry, python)
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]
    assert missing == []


def test_the_locks_name_no_index_and_no_folder() -> None:
    for name in NAMES:
        text = (LOCKS / f"{name}.lock").read_text()
        assert not re.search(r"://|--(extra-)?index-url|--find-links|(?<!python)/(home|root|tmp|Users)/", text), name


def test_the_dev_lock_leaves_out_what_both_backends_bring() -> None:
    for python in PYTHONS:
        both = set(pins("jax", python)) & set(pins("tensorflow", python))
        assert not both & set(pins("dev", python))


def test_locks_that_meet_in_one_environment_have_one_version_of_a_package() -> None:
    for python in PYTHONS:
        for first, second in (("dev", "jax"), ("dev", "tensorflow"), ("build", "jax"), ("build", "tensorflow")):
            one, other = pins(first, python), pins(second, python)
            assert {key: one[key][0] for key in one if key in other} == {key: other[key][0] for key in one if key in other}

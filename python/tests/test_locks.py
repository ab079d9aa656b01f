"""Tests of the locks on each platform and CPython: pip finds every pin by its hash, and no requirement is missing.

Those that ask the package index run with --full.
"""

import collections
import concurrent.futures
import dataclasses
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

LOCKS = pathlib.Path(__file__).parents[1] / "locks"
PYTHONS = ("3.11", "3.12", "3.13")
NAMES = ("jax", "jax-cuda12", "jax-cuda13", "tensorflow", "build", "natives", "dev", "older", "onnx-jax", "onnx-tensorflow")
# The locks of users; the others are for the build, on Linux on x86-64.
FOR_USERS = ("jax", "tensorflow", "build", "onnx-jax", "onnx-tensorflow")
CUDA = ("jax-cuda12", "jax-cuda13")

# Source distributions only: the wheel is built on the user's machine.
SOURCES = frozenset({"jep"})

Pins = dict[str, tuple[str, set[str]]]
Pin = tuple[str, str]
Entry = dict[str, Any]
Reports = dict[tuple["Platform", str], dict[Pin, Entry]]

pytestmark = pytest.mark.no_backend


@dataclasses.dataclass(frozen=True)
class Platform:
    """Platform for which pip resolves: the values of its markers, the tags of its wheels and the locks that hold on it."""

    name: str
    system: str
    sys_platform: str
    machine: str
    tags: tuple[str, ...]
    locks: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def manylinux(machine: str) -> tuple[str, ...]:
    """Returns the tags of the newest of the oldest supported glibc, and of all older ones: pip takes them literally."""
    older = ("2014", "2010", "1") if machine == "x86_64" else ("2014",)
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), *(f"manylinux{tag}_{machine}" for tag in older))


LINUX = Platform("linux-x86_64", "Linux", "linux", "x86_64", manylinux("x86_64"), NAMES)
PLATFORMS = (
    LINUX,
    Platform("linux-aarch64", "Linux", "linux", "aarch64", manylinux("aarch64"), (*FOR_USERS, *CUDA)),
    Platform("macos-arm64", "Darwin", "darwin", "arm64", ("macosx_14_0_arm64",), FOR_USERS),
    Platform("windows-x86_64", "Windows", "win32", "AMD64", ("win_amd64",), FOR_USERS),
)
# Locks that are installed beside each other.
TOGETHER = [
    ("jax",),
    ("tensorflow",),
    ("build",),
    *((lock, backend) for lock in ("dev", "older") for backend in ("jax", "tensorflow")),
    ("onnx-jax", "jax"),
    ("onnx-tensorflow", "tensorflow"),
]
TARGETS = [(platform, python) for platform in PLATFORMS for python in PYTHONS]


def environment(python: str, platform: Platform = LINUX) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt" if platform.system == "Windows" else "posix",
        "platform_machine": platform.machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": platform.system,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": platform.sys_platform,
    }


def pins(name: str, python: str, platform: Platform = LINUX) -> Pins:
    """Returns the pins of a lock for one Python on one platform: name → version and hashes."""
    found: Pins = {}
    text = (LOCKS / f"{name}.lock").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        requirement = Requirement(head)
        if requirement.marker is None or requirement.marker.evaluate(environment(python, platform)):
            key = canonicalize_name(requirement.name)
            assert key not in found, f"{name}.lock has two versions of {key} for Python {python}"
            (specifier,) = requirement.specifier
            assert specifier.operator == "==", head
            found[key] = (specifier.version, {digest.strip() for digest in hashes})
    return found


def fetched(name: str, python: str, platform: Platform) -> Pins:
    """Returns the pins of which the index has wheels."""
    return {key: pin for key, pin in pins(name, python, platform).items() if key not in SOURCES}


def rounds(python: str, platform: Platform) -> list[dict[str, str]]:
    """Splits the pins of locks into sets with one version of each package: name → version."""
    found: list[dict[str, str]] = []
    pinned = {(key, version) for name in platform.locks for key, (version, _) in fetched(name, python, platform).items()}
    for key, version in sorted(pinned):
        free = next((each for each in found if key not in each), None)
        if free is None:
            found.append(free := {})
        free[key] = version
    return found


def resolve(versions: dict[str, str], python: str, platform: Platform) -> dict[Pin, Entry]:
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
        command += [f"--platform={tag}" for tag in platform.tags]
        command += ["--report", "-", "--requirement", str(requirements)]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert answer.returncode == 0, f"{platform}, Python {python}: {answer.stderr}"
    entries = json.loads(answer.stdout)["install"]
    return {(canonicalize_name(entry["metadata"]["name"]), entry["metadata"]["version"]): entry for entry in entries}


@pytest.fixture(scope="module")
def reports() -> Reports:
    """Resolves the pins of the locks for each platform and Python, in parallel: pip mostly waits for its index."""
    asked = [(platform, python, versions) for platform, python in TARGETS for versions in rounds(python, platform)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda each: resolve(each[2], each[1], each[0]), asked)
    found: Reports = {target: {} for target in TARGETS}
    for (platform, python, _), answer in zip(asked, answers, strict=True):
        found[platform, python].update(answer)
    return found


@pytest.mark.full
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS, ids=str)
def test_pip_finds_every_pin_by_a_hash_of_the_lock(reports: Reports, platform: Platform, python: str) -> None:
    for name in platform.locks:
        for key, (version, hashes) in fetched(name, python, platform).items():
            entry = reports[platform, python][key, version]
            assert SpecifierSet(entry["metadata"].get("requires_python", "")).contains(f"{python}.0"), key
            assert entry["download_info"]["archive_info"]["hashes"]["sha256"] in hashes, f"{name}: {key} {version}"


@pytest.mark.full
def test_pip_finds_nothing_but_the_pins(reports: Reports) -> None:
    for platform, python in TARGETS:
        pinned = {(key, version) for name in platform.locks for key, (version, _) in fetched(name, python, platform).items()}
        assert set(reports[platform, python]) == pinned


def requirements(entry: Entry, python: str, platform: Platform) -> Iterator[Requirement]:
    for text in entry["metadata"].get("requires_dist", []):
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment(python, platform) | {"extra": ""}):
            yield requirement


@pytest.mark.full
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("platform", "names"),
    [(platform, names) for platform in PLATFORMS for names in TOGETHER if set(names) <= set(platform.locks)],
)
def test_requirements_of_the_pins_are_among_the_pins(
    reports: Reports, platform: Platform, names: tuple[str, ...], python: str
) -> None:
    # These locks precede the backend's packages on the path, so their version of a package counts.
    versions = dict(collections.ChainMap(*({key: pin[0] for key, pin in pins(name, python, platform).items()} for name in names)))
    entries = {key: reports[platform, python][key, version] for key, version in versions.items() if key not in SOURCES}
    missing = [
        f"{key} {versions[key]} requires {requirement}, the lock has {versions.get(canonicalize_name(requirement.name))}"
        for key, entry in entries.items()
        for requirement in requirements(entry, python, platform)
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

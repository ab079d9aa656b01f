"""Builds the wheels with the native half of Jep, and compares them with those that are committed.

``python -m natives --cpython <folder> --wheels <folder> [--write]`` needs pip, a JDK and the package index. Jep's source, NumPy's
headers and the compiler (zig, for all platforms) are pinned by hashes in the locks; CPython's headers by those in the POM.
The same inputs give the same bytes on every machine.
"""

import argparse
import base64
import concurrent.futures
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence

from natives.platforms import PLATFORMS, Platform, link, without_time

LOCKS = pathlib.Path(__file__).resolve().parent.parent / "locks"
MINORS = ("3.11", "3.12", "3.13")
FLAGS = ("-O2", "-DNDEBUG", "-fwrapv", "-fPIC", "-fno-sanitize=undefined", "-w", "-DPACKAGE=jep", "-DUSE_DEALLOC=1")
NATIVE_CLASSES = ("Jep", "MainInterpreter", "python/InvocationHandler", "python/PyObject", "python/PyCallable", "python/PyPointer")
# For Windows: a JDK has this header for its own platform only.
WINDOWS_JNI = """\
#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL __stdcall
typedef int jint;
typedef long long jlong;
typedef signed char jbyte;
"""


def pip(*arguments: str | pathlib.Path) -> None:
    """Runs pip in this Python."""
    environment = {**os.environ, "JAVA_HOME": str(java_home())}
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True, env=environment)


def java_home() -> pathlib.Path:
    """Returns the home of the JDK: JAVA_HOME, else that of the javac on the PATH."""
    return pathlib.Path(os.environ.get("JAVA_HOME") or pathlib.Path(shutil.which("javac") or "javac").resolve().parent.parent)


def entry(lock: str, package: str) -> str:
    """Returns the entries of a package in a lock."""
    text = (LOCKS / f"{lock}.lock").read_text()
    return "".join(match.group() for match in re.finditer(rf"(?m)^{package}==.*\n(?: +.*\n?)*", text))


def download(lock: str, package: str, folder: pathlib.Path, *options: str) -> pathlib.Path:
    """Downloads a package that a lock pins, into an empty folder, and returns the file."""
    folder.mkdir(parents=True)
    requirement = folder.with_suffix(".txt")
    requirement.write_text(entry(lock, package))
    pip("download", "--no-deps", "--require-hashes", "--dest", folder, *options, "--requirement", requirement)
    return next(folder.iterdir())


class Inputs:
    """The pinned inputs of all builds, unpacked: the compiler, Jep's source and its JNI headers, NumPy's headers."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        pip("install", "--no-deps", "--target", folder / "zig", "--require-hashes", "--requirement", self._requirement("ziglang"))
        self.zig = (str(folder / "zig/ziglang/zig"),)
        with tarfile.open(download("build", "jep", folder / "sdist", "--no-binary=jep")) as archive:
            archive.extractall(folder, filter="data")
        self.jep = next(folder.glob("jep-*"))
        self.version = self.jep.name.removeprefix("jep-")
        self._jni()

    def _requirement(self, package: str) -> pathlib.Path:
        file = self.folder / f"{package}.txt"
        file.write_text(entry("natives", package))
        return file

    def _jni(self) -> None:
        sources = self.jep / "src/main/java"
        classes = [str(sources / "jep" / f"{name}.java") for name in NATIVE_CLASSES]
        javac = [str(java_home() / "bin/javac"), "-nowarn", "--release", "11", "-sourcepath", str(sources)]
        subprocess.run([*javac, "-d", str(self.folder / "classes"), "-h", str(self.folder / "jni"), *classes], check=True)
        (self.folder / "windows").mkdir()
        (self.folder / "windows/jni_md.h").write_text(WINDOWS_JNI)

    def jni(self, platform: Platform) -> list[pathlib.Path]:
        """Returns the folders of the JNI headers, without those of the JDK's own platform on Windows."""
        home = java_home() / "include"
        md = self.folder / "windows" if platform.name.startswith("windows") else home / "linux"
        return [self.folder / "jni", md, home]

    def numpy(self, platform: Platform) -> pathlib.Path:
        """Returns the folder of NumPy's headers for a platform, downloading them if they are missing."""
        folder = self.folder / f"numpy-{platform.name}"
        wheel = download("build", "numpy", folder, "--only-binary=:all:", "--python-version=3.11", f"--platform={platform.numpy}")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        return folder / "numpy/_core/include"


def cpython(folder: pathlib.Path, platform: Platform, minor: str) -> pathlib.Path:
    """Returns the root of an unpacked CPython, of which only the headers and the import libraries are used."""
    return folder / f"{platform.headers}-{minor}" / "org/bytedeco/cpython" / platform.headers


def compiled(inputs: Inputs, numpy: pathlib.Path, root: pathlib.Path, platform: Platform, minor: str) -> bytes:
    """Compiles Jep's native half and returns the library."""
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        headers = next(file.parent for file in sorted((root / "include").rglob("Python.h")))
        include = [inputs.jep / "src/main/c/Include", *inputs.jni(platform), headers, numpy]
        defines = [f'-DVERSION="{inputs.version}"', "-DJEP_NUMPY_ENABLED=1"]
        if platform.name.startswith("windows"):
            defines += ["-DWIN32=1", "-D_CRT_SECURE_NO_WARNINGS=1"]
        else:
            defines.append(f'-DPYTHON_LDLIBRARY="{platform.python(minor)}"')
        sources = sorted(str(file) for file in (inputs.jep / "src/main/c").rglob("*.c"))
        library = scratch / platform.library
        libraries = link(inputs.zig, platform, minor, scratch)
        if platform.name.startswith("windows"):
            libraries.append(str(root / f"libs/python{minor.replace('.', '')}.lib"))
        folders = [f"-I{folder}" for folder in include]
        # Nothing of this machine may reach the library: no folder in a macro or in debugging data.
        place = f"-ffile-prefix-map={inputs.folder}=."
        command = [*inputs.zig, "cc", "-target", platform.target, "-shared", "-s", *FLAGS, place, *defines, *folders]
        subprocess.run([*command, *sources, *libraries, "-o", str(library)], check=True, cwd=scratch)
        return without_time(library.read_bytes())


def members(inputs: Inputs, platform: Platform, minor: str, library: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields the files of the wheel, except its list of them."""
    for file in sorted((inputs.jep / "src/main/python/jep").glob("*.py")):
        yield f"jep/{file.name}", file.read_bytes()
    yield f"jep/{platform.library}", library
    info = f"jep-{inputs.version}.dist-info"
    yield f"{info}/METADATA", (inputs.jep / "PKG-INFO").read_bytes()
    yield f"{info}/licenses/LICENSE", (inputs.jep / "LICENSE").read_bytes()
    tag = "cp" + minor.replace(".", "")
    wheel = f"Wheel-Version: 1.0\nGenerator: keras4j\nRoot-Is-Purelib: false\nTag: {tag}-{tag}-{platform.wheel}\n"
    yield f"{info}/WHEEL", wheel.encode()


def packed(name: pathlib.Path, info: str, files: Sequence[tuple[str, bytes]]) -> None:
    """Writes a wheel whose bytes depend on its files only."""
    record = "".join(f"{file},sha256={digest(data)},{len(data)}\n" for file, data in files) + f"{info}/RECORD,,\n"
    with zipfile.ZipFile(name, "w") as archive:
        for file, data in [*files, (f"{info}/RECORD", record.encode())]:
            member = zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED, 9)


def digest(data: bytes) -> str:
    """Returns the SHA-256 of a file in the form of a wheel's RECORD."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def build(cpythons: pathlib.Path, target: pathlib.Path) -> None:
    """Builds all wheels into a folder, and the file of their sums."""
    with tempfile.TemporaryDirectory() as name:
        inputs = Inputs(pathlib.Path(name))
        numpys = {platform.name: inputs.numpy(platform) for platform in PLATFORMS}

        def wheel(platform: Platform, minor: str) -> pathlib.Path:
            root = cpython(cpythons, platform, minor)
            library = compiled(inputs, numpys[platform.name], root, platform, minor)
            tag = "cp" + minor.replace(".", "")
            file = target / platform.name / f"jep-{inputs.version}-{tag}-{tag}-{platform.wheel}.whl"
            file.parent.mkdir(parents=True, exist_ok=True)
            packed(file, f"jep-{inputs.version}.dist-info", list(members(inputs, platform, minor, library)))
            return file

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            built = [pool.submit(wheel, platform, minor) for platform in PLATFORMS for minor in MINORS]
            files = [future.result() for future in built]
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (target / "SHA256SUMS").write_text("".join(sorted(lines, key=lambda line: line.split()[1])))


def differences(built: pathlib.Path, committed: pathlib.Path) -> list[str]:
    """Returns the files of one folder that the other lacks or has with other bytes."""
    names = {file.relative_to(folder) for folder in (built, committed) for file in folder.rglob("*") if file.is_file()}
    return sorted(str(name) for name in names if _bytes(built / name) != _bytes(committed / name))


def _bytes(file: pathlib.Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def main() -> None:
    """Builds, then writes the wheels or compares them."""
    parser = argparse.ArgumentParser(prog="python -m natives")
    parser.add_argument("--cpython", type=pathlib.Path, required=True)
    parser.add_argument("--wheels", type=pathlib.Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        target = pathlib.Path(name)
        build(arguments.cpython.resolve(), target)
        different = differences(target, arguments.wheels)
        if arguments.write:
            shutil.rmtree(arguments.wheels, ignore_errors=True)
            shutil.copytree(target, arguments.wheels)
        print(f"{len(different)} files differ: {', '.join(different) or 'none'}")
    if different and not arguments.write:
        sys.exit(1)


if __name__ == "__main__":
    main()

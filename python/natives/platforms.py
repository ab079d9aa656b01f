"""Platforms of the prebuilt natives, and how the native half of Jep is linked on each of them."""

import dataclasses
import pathlib
import struct
import subprocess
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True)
class Platform:
    """A platform: its names, and the names of the libraries that it loads.

    Attributes:
        name: keras4j's name, the classifier of the jar.
        target: zig's name, with the oldest C library that the wheels of the locks need.
        wheel: the tag of the wheel that is built.
        numpy: the tag of NumPy's wheel, for its headers.
        headers: the classifier of the CPython whose headers are used.
        library: the file name of Jep's native half.
    """

    name: str
    target: str
    wheel: str
    numpy: str
    headers: str
    library: str

    def python(self, minor: str) -> str:
        """Returns the file name of the shared library of a CPython, such as ``libpython3.13.so.1.0``."""
        if self.name.startswith("windows"):
            return f"python{minor.replace('.', '')}.dll"
        return f"libpython{minor}.dylib" if self.name.startswith("macos") else f"libpython{minor}.so.1.0"


PLATFORMS = (
    Platform(
        "linux-x86_64", "x86_64-linux-gnu.2.27", "manylinux_2_27_x86_64", "manylinux_2_27_x86_64", "linux-x86_64", "libjep.so"
    ),
    Platform(
        "linux-aarch64", "aarch64-linux-gnu.2.27", "manylinux_2_27_aarch64", "manylinux_2_27_aarch64", "linux-x86_64", "libjep.so"
    ),
    Platform("macos-aarch64", "aarch64-macos.11.0", "macosx_11_0_arm64", "macosx_11_0_arm64", "macosx-x86_64", "libjep.jnilib"),
    Platform("windows-x86_64", "x86_64-windows-gnu", "win_amd64", "win_amd64", "windows-x86_64", "jep.dll"),
)


def link(zig: Sequence[str], platform: Platform, minor: str, scratch: pathlib.Path) -> list[str]:
    """Makes stand-ins for libpython and the JVM, which are there when the library is loaded, and returns the linker's arguments."""
    if platform.name.startswith("windows"):
        jvm = scratch / "jvm.def"
        jvm.write_text("LIBRARY jvm.dll\nEXPORTS\nJNI_GetCreatedJavaVMs\n")
        library = scratch / "libjvm.a"
        subprocess.run([*zig, "dlltool", "-m", "i386:x86-64", "-d", jvm, "-l", library], check=True)
        return [str(library)]
    empty = scratch / "empty.c"
    empty.write_text("")
    stub = scratch / platform.python(minor)
    if platform.name.startswith("macos"):
        _stub(zig, platform, empty, stub, f"-Wl,-install_name,@rpath/{stub.name}")
        name = f"-Wl,-install_name,@rpath/{platform.library}"
        return [str(stub), name, "-Wl,-undefined,dynamic_lookup", "-Wl,-rpath,@loader_path"]
    jvm = scratch / "libjvm.so"
    for library in (stub, jvm):
        _stub(zig, platform, empty, library, f"-Wl,-soname,{library.name}")
    return ["-Wl,--no-as-needed", str(stub), str(jvm), "-Wl,-rpath,$ORIGIN", "-Wl,--allow-shlib-undefined", "-Wl,-z,undefs"]


def without_time(library: bytes) -> bytes:
    """Returns a library for Windows without the time of its build in the header; others have none."""
    if not library.startswith(b"MZ"):
        return library
    (header,) = struct.unpack_from("<I", library, 0x3C)
    return library[: header + 8] + bytes(4) + library[header + 12 :]


def _stub(zig: Sequence[str], platform: Platform, source: pathlib.Path, library: pathlib.Path, name: str) -> None:
    subprocess.run([*zig, "cc", "-target", platform.target, "-shared", "-o", library, name, source], check=True)

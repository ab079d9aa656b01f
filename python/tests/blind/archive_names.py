"""Archives whose members have odd names."""

import struct
import zlib

from .cases import CONFIG, WEIGHTS, tidy
from .configs import evil_config
from .models import parts
from .zips import Member, fields, pack, with_member


@tidy("traversal", "an asset is named ../../../../tmp/keras_blind_evil")
def a_traversal() -> bytes:
    """Zip slip."""
    return pack(parts(), Member(b"assets/../../../../tmp/keras_blind_evil", b"x"))


@tidy("absolute", "a member is named /tmp/keras_blind_evil")
def a_absolute() -> bytes:
    """Absolute name."""
    return pack(parts(), Member(b"/tmp/keras_blind_evil", b"x"))


@tidy("backslashes", "an asset is named with backslashes and .. for Windows")
def a_backslashes() -> bytes:
    """Zip slip, Windows."""
    return pack(parts(), Member(b"assets\\..\\..\\keras_blind_evil", b"x"))


@tidy("drive_and_device", "members are named C:\\evil.dll, assets/CON and config.json. with a trailing dot")
def a_devices() -> bytes:
    """Windows names."""
    return pack(parts(), Member(b"C:\\evil.dll", b"x"), Member(b"assets/CON", b"x"), Member(b"config.json.", b"{}"))


@tidy("symlink_asset", "assets/vocabulary.txt is a symbolic link to /etc/passwd by its attributes")
def a_symlink() -> bytes:
    """Mode S_IFLNK."""
    return pack(parts(), Member(b"assets/vocabulary.txt", b"/etc/passwd", attr=0o120777 << 16))


@tidy("symlink_config", "config.json has the attributes of a symbolic link, its content being genuine")
def a_symlink_config() -> bytes:
    """Mode S_IFLNK on a member that must be there."""
    return with_member(CONFIG, fields(attr=0o120777 << 16))


@tidy("setuid_device", "model.weights.h5 has the attributes of a character device, and an asset is setuid")
def a_device_mode() -> bytes:
    """Odd Unix modes."""
    asset = Member(b"assets/run", b"x", attr=0o104755 << 16)
    return with_member(WEIGHTS, fields(attr=0o020666 << 16), "dense", asset)


@tidy("case_collision", "Config.json and MODEL.WEIGHTS.H5 are there beside the genuine members")
def a_case() -> bytes:
    """Names that collide where case does not count."""
    return pack(parts(), Member(b"Config.json", evil_config()), Member(b"MODEL.WEIGHTS.H5", b"x"))


@tidy("nul_name", "a second member is named config.json NUL .txt, which Python cuts to config.json")
def a_nul() -> bytes:
    """NUL in a name: the evil one wins in Python."""
    return pack(parts(), Member(b"config.json\0.txt", evil_config()))


@tidy("unicode_path_extra", "assets/readme.txt has an Info-ZIP unicode path field that renames it to config.json")
def a_unicode_extra() -> bytes:
    """Readers that honour 0x7075 see another name."""
    name = b"assets/readme.txt"
    body = struct.pack("<BI", 1, zlib.crc32(name)) + CONFIG.encode()
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    return pack(parts(), Member(name, evil_config(), extra=extra, local_extra=extra))


@tidy("homoglyph", "members are named config.json with a Cyrillic o and with a zero-width space")
def a_homoglyph() -> bytes:
    """Look-alike names."""
    names = ["c\u043enfig.json", "config.json\u200b", "./config.json", "assets//config.json"]
    return pack(parts(), *[Member(name.encode(), evil_config(), flags=0x800) for name in names])


@tidy("dot_names", "the configuration is at ./config.json as well as at config.json")
def a_dot() -> bytes:
    """A name that normalises to the other."""
    return pack(parts(), Member(b"./config.json", evil_config()))


@tidy("directory_twin", "there is a directory config.json/ with a file in it beside the file config.json")
def a_directory_twin() -> bytes:
    """A path that is a file and a directory."""
    folder = Member(b"config.json/", attr=(0o040755 << 16) | 0x10)
    return pack(parts(), folder, Member(b"config.json/x", b"x"))


@tidy("many_members", "5,000 empty assets")
def a_many() -> bytes:
    """Amplification by the number of members."""
    return pack(parts(), *[Member(b"assets/%05x" % n) for n in range(5000)])


@tidy("long_name", "an asset has a name of 65,000 characters")
def a_long_name() -> bytes:
    """A name longer than any file system takes."""
    return pack(parts(), Member(b"assets/" + b"n" * 65_000, b"x"))


@tidy("deep_name", "an asset lies 10,000 directories deep")
def a_deep_name() -> bytes:
    """Depth of a path."""
    return pack(parts(), Member(b"assets/" + b"d/" * 10_000 + b"x", b"x"))

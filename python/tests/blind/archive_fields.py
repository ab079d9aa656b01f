"""Archives whose headers lie, and others that are no archives."""

import struct
import zlib

from .cases import CONFIG, META, WEIGHTS, add, tidy
from .configs import evil_config
from .models import genuine, parts
from .zips import Member, body_and_directory, deflate, eocd, fields, members, pack, raw_zip, with_member, with_text


@tidy("zip64_lie", "a zip64 extra field gives model.weights.h5 a size of 1 TiB, the other fields hold the escape value")
def a_zip64() -> bytes:
    """Sizes from the extra field."""
    length = len(parts()[WEIGHTS])
    extra = struct.pack("<HHQQ", 1, 16, 1 << 40, length)
    lie = {"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF, "extra": extra, "version": 45}
    return with_member(WEIGHTS, fields(local_size=length, local_packed=length, **lie))


@tidy("zip64_two_directories", "the zip64 end record names an evil directory, the ordinary one the genuine directory")
def a_zip64_end() -> bytes:
    """Two directories: which one counts depends on the reader."""
    good, evil = members(parts()), members(parts() | {CONFIG: evil_config()})
    body, directory = body_and_directory(good)
    more, other = body_and_directory(evil, len(body))
    body += more
    start = len(body) + len(directory)
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 3, 3, len(other), start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, start + len(other), 1)
    return body + directory + other + record + locator + eocd(3, len(directory), len(body))


@tidy("count_lie", "the end record counts two entries, the directory has three")
def a_count() -> bytes:
    """Number of entries."""
    return raw_zip(members(parts()), count=2)


@tidy("multi_disk", "the end record says disk 1 of a split archive")
def a_disk() -> bytes:
    """Split archive."""
    return raw_zip(members(parts()), disk=1)


@tidy("crc_lie", "the CRC of config.json is wrong in both headers")
def a_crc() -> bytes:
    """Wrong checksum."""
    return with_member(CONFIG, fields(crc=0x12345678))


@tidy("local_crc_sizes_lie", "the local header of model.weights.h5 has other sizes than the central directory")
def a_local_sizes() -> bytes:
    """Sizes disagree."""
    return with_member(WEIGHTS, fields(local_size=100, local_packed=100))


@tidy("stored_sizes_differ", "config.json is stored, yet its packed size is larger than its size: a tail is hidden")
def a_stored_sizes() -> bytes:
    """Hidden tail in a stored member."""
    return with_member(CONFIG, lambda m: fields(stored=m.data + b"  hidden " * 50)(m))


@tidy("local_method_lie", "the local header says deflate, the central directory says stored")
def a_local_method() -> bytes:
    """Methods disagree: the two readings give different configurations."""
    content = parts()
    evil = deflate(evil_config())
    item = Member(CONFIG.encode(), content[CONFIG], local_method=8, local_packed=len(evil), local_size=len(evil_config()))
    item.local_extra = b""
    return raw_zip([Member(META.encode(), content[META]), item, Member(WEIGHTS.encode(), content[WEIGHTS])])


@tidy("descriptor_lie", "bit 3 is set with zeros in the local header, and the data descriptor lies")
def a_descriptor() -> bytes:
    """Streaming readers take the sizes from the descriptor."""
    after = b"PK\x07\x08" + struct.pack("<3I", 1, 2, 3)
    return with_member(CONFIG, fields(flags=8, local_size=0, local_packed=0, after=after))


@tidy("unknown_method", "model.weights.h5 says method 99 (AES)")
def a_method() -> bytes:
    """A method that none of the readers has."""
    return with_member(WEIGHTS, lambda m: fields(stored=m.data, method=99)(m))


@tidy("malformed_extra", "an extra field of config.json says it is longer than it is")
def a_extra() -> bytes:
    """Malformed extra field."""
    bad = struct.pack("<HH", 0x5455, 200) + b"abc"
    return with_member(CONFIG, fields(extra=bad, local_extra=bad))


def forge_crc(data: bytes, place: int, wanted: int) -> bytes:
    """The data with the four bytes at ``place`` chosen such that the CRC is the wanted one (CRC is affine)."""

    def crc(bits: int) -> int:
        return zlib.crc32(data[:place] + struct.pack("<I", bits) + data[place + 4 :])

    zero = crc(0)
    rows: list[tuple[int, int]] = []
    for bit in range(32):
        image, origin = crc(1 << bit) ^ zero, 1 << bit
        for other, source in rows:
            if image ^ other < image:
                image, origin = image ^ other, origin ^ source
        rows = sorted([*rows, (image, origin)], reverse=True)
    rest, answer = zero ^ wanted, 0
    for image, origin in rows:
        if rest ^ image < rest:
            rest, answer = rest ^ image, answer ^ origin
    return data[:place] + struct.pack("<I", answer) + data[place + 4 :]


@tidy("directory_inside", "the central directory lies inside the bytes of the member model.weights.h5, with a true CRC")
def a_directory_inside() -> bytes:
    """The directory is part of a member."""
    content = parts()
    item = Member(WEIGHTS.encode(), content[WEIGHTS] + bytes(8), crc=0x11111111)
    items = [*members({key: content[key] for key in (META, CONFIG)}), item]
    cut = len(item.data)
    item.size = item.packed = cut + len(body_and_directory(items)[1])
    directory = body_and_directory(items)[1]
    item.data = forge_crc(item.data + directory, cut - 4, 0x11111111)
    body = body_and_directory(items)[0]
    return body + eocd(3, len(directory), len(body) - len(directory))


def without(name: str) -> bytes:
    """A stock archive without one member."""
    return pack({key: value for key, value in parts().items() if key != name})


for _name in (META, CONFIG, WEIGHTS):
    add("A", "missing_" + _name.split(".")[0], f"{_name} is missing", lambda name=_name: without(name))
    add("A", "empty_" + _name.split(".")[0], f"{_name} is empty", lambda name=_name: with_text(b"", member=name))


@tidy("truncated", "the file is cut in the middle of the central directory")
def a_truncated() -> bytes:
    """Truncation."""
    return genuine("dense")[:-60]


@tidy("renamed_weights", "the weights are at weights/model.weights.h5 only")
def a_moved() -> bytes:
    """The member is elsewhere."""
    content = parts()
    return pack({META: content[META], CONFIG: content[CONFIG], "weights/" + WEIGHTS: content[WEIGHTS]})


@tidy("not_a_zip", "the file is a legacy HDF5 weights file with the name .keras")
def a_not_zip() -> bytes:
    """HDF5 in place of the archive."""
    return parts()[WEIGHTS]

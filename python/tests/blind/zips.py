"""Archives, with every field of their headers open to lies."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .cases import CONFIG, DOS_STAMP, WEIGHTS, Parts
from .models import parts


@dataclass
class Member:
    """One member of an archive, with every field of its two headers open to lies."""

    name: bytes
    data: bytes = b""
    method: int = 0
    flags: int = 0
    attr: int = 0o600 << 16
    stored: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed: int | None = None
    local_name: bytes | None = None
    local_method: int | None = None
    local_size: int | None = None
    local_packed: int | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    after: bytes = b""
    offset: int | None = None
    local: bool = True
    central: bool = True
    version: int = 20

    def payload(self) -> bytes:
        """The bytes between the local header and the next one."""
        if self.stored is not None:
            return self.stored
        return {0: bytes, 8: deflate, 12: bz2.compress, 14: zip_lzma}[self.method](self.data)

    def stamp(self) -> tuple[int, int]:
        """DOS time and date: Keras stamps the weights only."""
        return DOS_STAMP if self.name == WEIGHTS.encode() else (0, 33)

    def numbers(self) -> tuple[int, int, int]:
        """CRC, packed and unpacked size as the central directory has them."""
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        packed = len(self.payload()) if self.packed is None else self.packed
        return crc, packed, len(self.data) if self.size is None else self.size


def deflate(data: bytes) -> bytes:
    """Raw deflate, as ZIP has it."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zip_lzma(data: bytes) -> bytes:
    """LZMA with the header that ZIP puts before it."""
    props = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16, "lc": 3, "lp": 0, "pb": 2}
    body = lzma.compress(data, format=lzma.FORMAT_RAW, filters=[props])
    return struct.pack("<BBHBI", 9, 4, 5, 93, 1 << 16) + body


def local_header(item: Member) -> bytes:
    """The local file header of a member."""
    crc, packed, size = item.numbers()
    packed = packed if item.local_packed is None else item.local_packed
    size = size if item.local_size is None else item.local_size
    name = item.name if item.local_name is None else item.local_name
    method = item.method if item.local_method is None else item.local_method
    fields = (item.version, item.flags, method, *item.stamp(), crc, packed, size, len(name), len(item.local_extra))
    return b"PK\x03\x04" + struct.pack("<5H3I2H", *fields) + name + item.local_extra


def central_header(item: Member, offset: int) -> bytes:
    """The central directory header of a member."""
    crc, packed, size = item.numbers()
    head = (item.version, 3, item.version, 0, item.flags, item.method, *item.stamp(), crc, packed, size)
    tail = (len(item.name), len(item.extra), 0, 0, 0, item.attr & 0xFFFFFFFF, offset)
    return b"PK\x01\x02" + struct.pack("<4B4H3I", *head) + struct.pack("<5H2I", *tail) + item.name + item.extra


def eocd(count: int, size: int, offset: int, comment: bytes = b"", disk: int = 0) -> bytes:
    """The end of central directory record."""
    return b"PK\x05\x06" + struct.pack("<4H2IH", disk, disk, count, count, size, offset, len(comment)) + comment


def body_and_directory(members: list[Member], base: int = 0) -> tuple[bytes, bytes]:
    """The local part and the central directory of an archive that starts at ``base``."""
    body, directory = b"", b""
    for item in members:
        offset = base + len(body) if item.offset is None else item.offset
        if item.local:
            body += local_header(item) + item.payload() + item.after
        if item.central:
            directory += central_header(item, offset)
    return body, directory


def raw_zip(
    members: list[Member],
    prefix: bytes = b"",
    suffix: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    disk: int = 0,
    between: bytes = b"",
) -> bytes:
    """An archive exactly as told."""
    body, directory = body_and_directory(members, len(prefix))
    listed = sum(item.central for item in members)
    end = eocd(listed if count is None else count, len(directory), len(prefix) + len(body) + len(between), comment, disk)
    return prefix + body + between + directory + end + suffix


def members(content: Parts) -> list[Member]:
    """Plain members, as stock Keras writes them."""
    return [Member(name.encode(), data) for name, data in content.items()]


def pack(content: Parts, *more: Member) -> bytes:
    """An archive of these members, and of some further ones."""
    return raw_zip([*members(content), *more])


def with_member(name: str, change: Callable[[Member], None], base: str = "dense", *more: Member) -> bytes:
    """A stock archive in which one member is changed."""
    items = members(parts(base))
    change(next(item for item in items if item.name == name.encode()))
    return raw_zip([*items, *more])


def fields(**values: Any) -> Callable[[Member], None]:
    """A change that sets fields of a member."""

    def change(item: Member) -> None:
        for key, value in values.items():
            setattr(item, key, value)

    return change


def with_text(text: bytes, base: str = "dense", member: str = CONFIG) -> bytes:
    """A stock file with other bytes as one of its members."""
    return pack(parts(base) | {member: text})

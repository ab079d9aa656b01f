"""Weights with bytes patched."""

import io
import pickle
import struct
from collections.abc import Iterator

import h5py

from .cases import KERNEL, WEIGHTS, case
from .hdf5 import address, copy_group, data_place, h5_patch, place_of_data, rebuild, u64, value_hook, with_weights
from .models import parts
from .zips import Member, raw_zip


def raw_patches() -> None:
    """Lies in the bytes of the file format."""
    h5_patch(
        "shared_data",
        "two layers' kernels have the same bytes of the file as their data",
        place_of_data(KERNEL, lambda f: f["layers/dense_1/vars/0"].id.get_offset()),
    )
    h5_patch("header_as_data", "the kernel's data are the first 256 bytes of the file", place_of_data(KERNEL, lambda f: 0))
    h5_patch(
        "data_beyond_end",
        "the kernel's data begin beyond the end of the file",
        place_of_data(KERNEL, lambda f: 1 << 24),
    )
    h5_patch("data_wraps", "the kernel's data begin at 2**64 - 16", place_of_data(KERNEL, lambda f: (1 << 64) - 16))
    h5_patch("data_undefined", "the kernel's data have the undefined address", place_of_data(KERNEL, lambda f: (1 << 64) - 1))
    h5_patch(
        "data_overlaps_half",
        "the kernel's data overlap with the next dataset's by half",
        place_of_data(KERNEL, lambda f: f[KERNEL].id.get_offset() + 128),
    )
    h5_patch(
        "data_too_long",
        "the layout of the kernel says 2**33 bytes of data",
        lambda d, f: u64(d, data_place(d, f[KERNEL]) + 8, 1 << 33),
    )
    h5_patch(
        "data_too_short",
        "the layout of the kernel says 8 bytes of data",
        lambda d, f: u64(d, data_place(d, f[KERNEL]) + 8, 8),
    )
    h5_patch("end_lie_long", "the superblock says the file is longer than it is", lambda d, f: u64(d, 40, len(d) * 4))
    h5_patch(
        "end_lie_short",
        "the superblock says the file ends before the last dataset",
        lambda d, f: u64(d, 40, len(d) - 2048),
    )
    h5_patch("superblock_version", "the superblock is of version 9", lambda d, f: d.__setitem__(8, 9))
    h5_patch("superblock_sizes", "the superblock says addresses have 4 bytes", lambda d, f: d.__setitem__(13, 4))
    h5_patch("base_address", "the superblock's base address is 512", lambda d, f: u64(d, 24, 512))
    h5_patch("driver_info", "the superblock points to a driver block that says the file is a family of files", driver_info)
    h5_patch(
        "tree_sibling_loop",
        "a group's B-tree has itself as its right sibling",
        lambda d, f: u64(d, tree(d) + 16, tree(d)),
    )
    h5_patch("tree_child_loop", "a group's B-tree is of level 1 and its own child", tree_child_loop)
    h5_patch(
        "tree_entries",
        "a group's B-tree says it has 60,000 entries",
        lambda d, f: struct.pack_into("<H", d, tree(d) + 6, 60_000),
    )
    h5_patch(
        "heap_size",
        "a group's heap of names says it has 2**50 bytes",
        lambda d, f: u64(d, bytes(d).index(b"HEAP") + 8, 1 << 50),
    )
    h5_patch(
        "heap_elsewhere",
        "a group's heap of names points to the superblock",
        lambda d, f: u64(d, bytes(d).index(b"HEAP") + 24, 0),
    )
    h5_patch(
        "symbols_count",
        "a group's symbol node says it has 40,000 symbols",
        lambda d, f: struct.pack_into("<H", d, bytes(d).index(b"SNOD") + 6, 40_000),
    )
    h5_patch("symbol_loop", "a symbol in the root leads back to the root", symbol_loop)
    h5_patch("rank_lie", "the dataspace of the kernel says rank 200", lambda d, f: d.__setitem__(dataspace(d, f) + 1, 200))
    h5_patch(
        "dims_lie",
        "the dataspace of the kernel says 2**60 rows, the data are as they were",
        lambda d, f: u64(d, dataspace(d, f) + 8, 1 << 60),
    )
    h5_patch(
        "dims_transparent",
        "the dataspace of the kernel says 16 by 8 (maxima too), so that other bytes are read with it",
        dims_transparent,
    )
    h5_patch(
        "message_count",
        "the object header of the kernel says 65,535 messages",
        lambda d, f: struct.pack_into("<H", d, address(f[KERNEL]) + 2, 65_535),
    )
    h5_patch(
        "continuation_loop",
        "a message of the kernel's header is a continuation that leads back to the header",
        continuation_loop,
    )
    h5_patch(
        "header_size",
        "the object header of the kernel says it has 2**32 - 1 bytes",
        lambda d, f: struct.pack_into("<I", d, address(f[KERNEL]) + 8, 0xFFFFFFFF),
    )
    h5_patch("unknown_message", "a message of the kernel's header is unknown and says readers must fail", unknown_message)


def tree(data: bytearray) -> int:
    """Returns the address of the root group's B-tree."""
    return bytes(data).index(b"TREE")


def tree_child_loop(data: bytearray, file: h5py.File) -> None:
    """Level 1, the first child being the node itself."""
    place = tree(data)
    data[place + 5] = 1
    u64(data, place + 32, place)


def symbol_loop(data: bytearray, file: h5py.File) -> None:
    """Let the first symbol of the root group point to the root's header."""
    root = address(file["/"])
    node = bytes(data).index(b"SNOD")
    u64(data, node + 8 + 8, root)


def dataspace(data: bytearray, file: h5py.File) -> int:
    """Returns the address of the kernel's dataspace message: version 1, rank 2, 8 by 8."""
    return bytes(data).index(b"\x01\x02", address(file[KERNEL]), address(file[KERNEL]) + 256)


def dims_transparent(data: bytearray, file: h5py.File) -> None:
    """Double the rows, and their maximum."""
    for place in (8, 24):
        u64(data, dataspace(data, file) + place, 16)


def header_messages(data: bytearray, place: int) -> Iterator[tuple[int, int, int]]:
    """Place, type and size of the messages of a version 1 object header."""
    assert data[place] == 1
    count, size = struct.unpack_from("<H", data, place + 2)[0], struct.unpack_from("<I", data, place + 8)[0]
    at, end = place + 16, place + 16 + size
    for _ in range(count):
        if at >= end:
            return
        kind, length = struct.unpack_from("<2H", data, at)
        yield at, kind, length
        at += 8 + length


def continuation_loop(data: bytearray, file: h5py.File) -> None:
    """Turn a message that has room for it into a continuation to the header's own messages."""
    place = address(file[KERNEL])
    at = next(at for at, kind, size in header_messages(data, place) if kind not in (1, 3, 8) and size >= 16)
    struct.pack_into("<H", data, at, 0x10)
    struct.pack_into("<2Q", data, at + 8, place + 16, 128)


def unknown_message(data: bytearray, file: h5py.File) -> None:
    """Give a message an unknown type and the flag that makes readers fail."""
    place = address(file[KERNEL])
    at = next(at for at, kind, size in header_messages(data, place) if kind not in (1, 3, 8))
    struct.pack_into("<H", data, at, 0x7F)
    data[at + 4] |= 0x80


def driver_info(data: bytearray, file: h5py.File) -> None:
    """Append a driver information block and point to it."""
    block = struct.pack("<B3xI8sQ", 0, 8, b"NCSAfami", 4096)
    place = len(data)
    data += block
    u64(data, 48, place)
    u64(data, 40, len(data))


@case("D", "user_block", "the HDF5 file begins with a user block of 512 bytes that is a shell script")
def d_user_block() -> bytes:
    """A true user block."""
    out = io.BytesIO()
    with h5py.File(io.BytesIO(parts()[WEIGHTS])) as source, h5py.File(out, "w", userblock_size=512) as target:
        copy_group(source, target, {})
    data = bytearray(out.getvalue())
    data[:18] = b"#!/bin/sh\nexit 0\n\n"
    return with_weights(bytes(data))


@case("D", "moved_superblock", "512 bytes are put before the HDF5 signature without any address being corrected")
def d_moved() -> bytes:
    """HDF5 looks for its signature at powers of two."""
    return with_weights(bytes(512) + parts()[WEIGHTS])


@case("D", "two_superblocks", "a decoy HDF5 file precedes: its signature is broken at 0, the evil one is found at 32768")
def d_two() -> bytes:
    """Readers that look at offset 0 only, or for the last signature, differ."""
    front = bytearray(parts()[WEIGHTS].ljust(32768, b"\0"))
    front[0] = 0
    return with_weights(bytes(front) + rebuild({KERNEL: value_hook(lambda v: v * 1000)}))


@case("D", "truncated_h5", "the HDF5 file is cut by 300 bytes")
def d_truncated() -> bytes:
    """Truncation."""
    return with_weights(parts()[WEIGHTS][:-300])


@case("D", "half_h5", "the HDF5 file is cut in half")
def d_half() -> bytes:
    """Truncation."""
    data = parts()[WEIGHTS]
    return with_weights(data[: len(data) // 2])


@case("D", "trailing_h5", "an archive with a pickle follows the end of the HDF5 file")
def d_trailing() -> bytes:
    """A polyglot of HDF5 and ZIP inside the archive."""
    return with_weights(parts()[WEIGHTS] + raw_zip([Member(b"data.pkl", pickle.dumps(print))]))


@case("D", "latest_format", "the weights are in the newest format with a superblock of version 3 and SWMR flags set")
def d_latest() -> bytes:
    """The newest file format, marked as open for writing."""
    out = io.BytesIO()
    with h5py.File(io.BytesIO(parts()[WEIGHTS])) as source, h5py.File(out, "w", libver="latest") as target:
        copy_group(source, target, {})
    data = bytearray(out.getvalue())
    data[11] |= 5
    struct.pack_into("<I", data, 44, lookup3(bytes(data[:44])))
    return with_weights(bytes(data))


def lookup3(data: bytes) -> int:
    """Jenkins' lookup3 checksum, as HDF5 has it."""
    mask = 0xFFFFFFFF

    def rot(x: int, k: int) -> int:
        return ((x << k) | (x >> (32 - k))) & mask

    a = b = c = (0xDEADBEEF + len(data)) & mask
    blocks = [data[at : at + 12] for at in range(0, len(data), 12)]
    for block in blocks[:-1]:
        x, y, z = struct.unpack("<3I", block)
        a, b, c = (a + x) & mask, (b + y) & mask, (c + z) & mask
        for k in (4, 6, 8, 16, 19, 4):
            a = ((a - c) ^ rot(c, k)) & mask
            c = (c + b) & mask
            a, b, c = b, c, a
    x, y, z = struct.unpack("<3I", blocks[-1].ljust(12, b"\0"))
    a, b, c = (a + x) & mask, (b + y) & mask, (c + z) & mask
    for k in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - rot(b, k)) & mask
        a, b, c = b, c, a
    return b


raw_patches()

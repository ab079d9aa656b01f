"""Weights of odd types and shapes."""

import io
import struct
from collections.abc import Callable
from typing import Any

import h5py
import numpy as np

from .cases import KERNEL, Hook, add
from .hdf5 import creation_list, double_gzip, filled, h5, h5_last, rebuild, typed, value_hook, with_weights


def custom_type(change: Callable[[Any], None], base: Any) -> Hook:
    """A hook that writes the kernel's bytes under an unusual type."""

    def hook(group: h5py.Group, name: str, value: Any) -> None:
        kind = base.copy()
        change(kind)
        space = h5py.h5s.create_simple(value.shape)
        dataset = h5py.h5d.create(group.id, name.encode(), kind, space, creation_list())
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(value), mtype=kind)

    return hook


def dtypes() -> None:
    """Element types."""
    typed("big_endian", "the kernel is big-endian", lambda v: v.astype(">f4"))
    typed("float64", "the kernel is of float64, the model of float32", lambda v: v.astype("<f8"))
    typed("float16", "the kernel is of float16, the model of float32", lambda v: v.astype("<f2"))
    typed("int8", "the kernel is of int8", lambda v: v.astype("i1"))
    typed("uint64", "the kernel is of uint64", lambda v: v.astype("<u8"))
    typed("boolean", "the kernel is of booleans (an enumeration)", lambda v: v > 0)
    typed("complex", "the kernel is complex", lambda v: v.astype("<c8"))
    typed("compound", "the kernel's elements are records", lambda v: v.astype([("a", "<f4"), ("b", "<f4")]))
    typed("fixed_strings", "the kernel's elements are strings of digits", lambda v: v.astype("S12"))
    typed("opaque", "the kernel's elements are opaque bytes", lambda v: v.view("V4"))
    typed(
        "array_type",
        "the kernel is one record whose field is an array of 8 by 8",
        lambda v: np.array(v.tobytes(), "V256").view([("a", "<f4", (8, 8))]),
    )
    text_type = h5py.string_dtype()
    h5(
        "vlen_strings",
        "the kernel's elements are strings of variable length",
        lambda g, n, v: g.create_dataset(n, data=v.astype("S12").astype(object), dtype=text_type),
    )
    h5(
        "vlen_floats",
        "the kernel is a list of lists of variable length",
        lambda g, n, v: g.create_dataset(n, data=ragged(v), dtype=h5py.vlen_dtype(np.dtype("<f4"))),
    )
    h5(
        "references",
        "the kernel's elements are object references",
        lambda g, n, v: g.create_dataset(n, data=np.full((8, 8), g.ref), dtype=h5py.ref_dtype),
    )
    h5_last("region_references", "the kernel's elements are region references", region_references)
    h5(
        "committed_type",
        "the kernel is a committed type, not a dataset",
        lambda g, n, v: g.__setitem__(n, np.dtype("<f4")),
    )
    h5("named_type", "the kernel's type is committed elsewhere in the file", named_type)
    h5(
        "float_bias",
        "the kernel is of a 32-bit float with an exponent bias of 100: readers that assume IEEE read other weights",
        custom_type(lambda t: t.set_ebias(100), h5py.h5t.IEEE_F32LE),
    )
    h5(
        "float_fields",
        "the kernel is of a 32-bit float with 11 exponent bits",
        custom_type(lambda t: t.set_fields(31, 20, 11, 0, 20), h5py.h5t.IEEE_F32LE),
    )
    h5(
        "int_precision",
        "the kernel is of integers of 17 bits at offset 3",
        custom_type(lambda t: (t.set_precision(17), t.set_offset(3)), h5py.h5t.STD_I32LE),
    )
    h5(
        "vax_order",
        "the kernel is a float in VAX byte order",
        custom_type(lambda t: t.set_order(h5py.h5t.ORDER_VAX), h5py.h5t.IEEE_F32LE),
    )


def ragged(value: np.ndarray) -> np.ndarray:
    """The rows of a matrix as objects."""
    out = np.empty(len(value), object)
    for number, row in enumerate(value):
        out[number] = row
    return out


def region_references(file: h5py.File) -> None:
    """Put a matrix of references to regions of the next layer's kernel in the kernel's place."""
    refs = np.full((8, 8), file["layers/dense_1/vars/0"].regionref[:2, :2], dtype=object)
    del file[KERNEL]
    file.create_dataset(KERNEL, data=refs, dtype=h5py.regionref_dtype)


def named_type(group: h5py.Group, name: str, value: Any) -> None:
    """A dataset with a committed type."""
    group.file["kind"] = np.dtype("<f4")
    group.create_dataset(name, data=value, dtype=group.file["kind"])


def shapes() -> None:
    """Shapes and storage."""
    typed("flat", "the kernel has the shape (64,)", lambda v: v.reshape(64))
    typed("extra_axis", "the kernel has the shape (8, 8, 1)", lambda v: v.reshape(8, 8, 1))
    typed("broadcast", "the kernel has the shape (1, 8), which would broadcast", lambda v: v[:1])
    typed("scalar", "the kernel is a scalar", lambda v: v[0, 0])
    typed("zero_rows", "the kernel has the shape (0, 8)", lambda v: v[:0])
    typed("rank_32", "the kernel has 32 axes", lambda v: v[:1, :1].reshape((1,) * 32))
    typed("null_space", "the kernel has a null dataspace", lambda v: h5py.Empty("<f4"))
    h5(
        "declared_exabytes",
        "the kernel is declared as 2**40 by 2**20 and stores nothing",
        lambda g, n, v: filled(g, n, (1 << 40, 1 << 20)),
    )
    h5(
        "overflowing_size",
        "the kernel's element count overflows 64 bits to 64",
        lambda g, n, v: filled(g, n, (1 << 32, 1 << 30)),
    )
    h5(
        "fill_only",
        "the kernel has the true shape and stores nothing but a fill value of 1e30",
        lambda g, n, v: g.create_dataset(n, (8, 8), "<f4", chunks=(8, 8), fillvalue=1e30),
    )
    h5(
        "never_written",
        "the kernel has the true shape and was never written",
        lambda g, n, v: g.create_dataset(n, (8, 8), "<f4"),
    )
    h5(
        "resizable",
        "the kernel is extensible without limit and chunked in single elements",
        lambda g, n, v: g.create_dataset(n, data=v, maxshape=(None, None), chunks=(1, 1)),
    )
    h5(
        "gzip_4gib",
        "the kernel declares 4 GiB of zeros, packed twice with gzip in 20 KB",
        lambda g, n, v: double_gzip(g, n, (8, 1 << 27), (8, 1 << 23)),
    )
    h5("plugin_filter", "the kernel goes through filter 32015, which would load a plug-in library", plugin_filter)
    add("D", "mandatory_plugin", "the kernel requires filter 32001 (blosc), with 64 client values", mandatory_plugin)
    h5(
        "lossy_filter",
        "the kernel went through scale-offset with two decimals",
        lambda g, n, v: g.create_dataset(n, data=v, chunks=(8, 8), scaleoffset=2),
    )
    add("D", "bad_checksum", "the kernel has Fletcher checksums, one of which is wrong", bad_checksum)


def filtered(group: h5py.Group, name: str, value: Any, number: int, options: tuple[int, ...], mask: int) -> None:
    """A chunked dataset that names a filter as optional, its chunk written raw."""
    plist = creation_list()
    plist.set_chunk((8, 8))
    plist.set_filter(number, h5py.h5z.FLAG_OPTIONAL, options)
    space = h5py.h5s.create_simple((8, 8))
    dataset = h5py.h5d.create(group.id, name.encode(), h5py.h5t.IEEE_F32LE, space, plist)
    dataset.write_direct_chunk((0, 0), np.ascontiguousarray(value).tobytes(), mask)


def plugin_filter(group: h5py.Group, name: str, value: Any) -> None:
    """An optional plug-in filter."""
    filtered(group, name, value, 32015, (), 1)


def mandatory_plugin() -> bytes:
    """A filter with many client values, said to have been applied and to be required."""

    def hook(group: h5py.Group, name: str, value: Any) -> None:
        filtered(group, name, value, 32001, tuple(range(64)), 0)

    data = rebuild({KERNEL: hook})
    optional, required = struct.pack("<4H", 32001, 0, 1, 64), struct.pack("<4H", 32001, 0, 0, 64)
    assert data.count(optional) == 1
    return with_weights(data.replace(optional, required))


def bad_checksum() -> bytes:
    """Flip a byte of the data under a checksum."""
    data = bytearray(rebuild({KERNEL: value_hook(lambda v: v, fletcher32=True, chunks=(8, 8))}))
    with h5py.File(io.BytesIO(bytes(data))) as file:
        place = file[KERNEL].id.get_chunk_info(0).byte_offset
    data[place + 5] ^= 0xFF
    return with_weights(bytes(data))


dtypes()
shapes()

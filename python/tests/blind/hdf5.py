"""Weights of genuine files, written anew or patched."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import h5py
import numpy as np

from .cases import KERNEL, WEIGHTS, Hook, add
from .models import parts
from .zips import with_text


def address(item: Any) -> int:
    """Returns the address of an object in its file, in order of creation."""
    return h5py.h5o.get_info(item.id).addr


def copy_group(source: h5py.Group, target: h5py.Group, hooks: dict[str, Hook]) -> None:
    """Copy a group as Keras writes it, but for what the hooks do."""
    for key, value in source.attrs.items():
        target.attrs[key] = value
    for name in sorted(source, key=lambda key: address(source[key])):
        item = source[name]
        hook = hooks.get(item.name.strip("/"))
        if hook:
            hook(target, name, item[()] if isinstance(item, h5py.Dataset) else item)
        elif isinstance(item, h5py.Dataset):
            target[name] = item[()]
            for key, value in item.attrs.items():
                target[name].attrs[key] = value
        else:
            copy_group(item, target.create_group(name), hooks)


def rebuild(hooks: dict[str, Hook], last: Callable[[h5py.File], None] | None = None, base: str = "dense") -> bytes:
    """The weights of a stock file, written anew with some objects handled by hooks."""
    out = io.BytesIO()
    with h5py.File(io.BytesIO(parts(base)[WEIGHTS])) as source, h5py.File(out, "w") as target:
        copy_group(source, target, hooks)
        if last:
            last(target)
    return out.getvalue()


def with_weights(data: bytes, base: str = "dense") -> bytes:
    """A stock file with other weights."""
    assert data != parts(base)[WEIGHTS], "the weights are unchanged"
    return with_text(data, base, WEIGHTS)


def hooked(hook: Hook, path: str = KERNEL, base: str = "dense") -> bytes:
    """A stock file with one object of its weights handled by a hook."""
    return with_weights(rebuild({path: hook}, base=base), base)


def tweaked(last: Callable[[h5py.File], None], base: str = "dense") -> bytes:
    """A stock file with a change made to its finished weights file."""
    return with_weights(rebuild({}, last, base), base)


def patched(change: Callable[[bytearray, h5py.File], None], base: str = "dense") -> bytes:
    """A stock file with some bytes of its weights patched."""
    data = bytearray(parts(base)[WEIGHTS])
    with h5py.File(io.BytesIO(bytes(data))) as source:
        change(data, source)
    return with_weights(bytes(data), base)


def value_hook(change: Callable[[np.ndarray], Any], **options: Any) -> Hook:
    """A hook that writes another value."""

    def hook(group: h5py.Group, name: str, value: Any) -> None:
        group.create_dataset(name, data=change(np.array(value)), **options)

    return hook


def data_place(data: bytearray, dataset: h5py.Dataset) -> int:
    """Returns the position of the data address in the layout message of a contiguous dataset."""
    needle = struct.pack("<2Q", dataset.id.get_offset(), dataset.id.get_storage_size())
    head = address(dataset)
    return bytes(data).index(needle, head, head + 2048)


def u64(data: bytearray, place: int, value: int) -> None:
    """Patch eight bytes."""
    struct.pack_into("<Q", data, place, value)


def creation_list() -> Any:
    """A creation property list that keeps the time out of the file, as h5py does."""
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_obj_track_times(False)
    return plist


def double_gzip(group: h5py.Group, name: str, shape: tuple[int, ...], chunk: tuple[int, ...]) -> None:
    """A dataset of zeros that is packed twice, so that each chunk takes some hundred bytes."""
    plist = creation_list()
    plist.set_chunk(chunk)
    plist.set_deflate(9)
    plist.set_deflate(9)
    space = h5py.h5s.create_simple(shape)
    dataset = h5py.h5d.create(group.id, name.encode(), h5py.h5t.IEEE_F32LE, space, plist)
    data = zlib.compress(zlib.compress(bytes(int(np.prod(chunk)) * 4), 9), 9)
    for start in range(0, shape[-1], chunk[-1]):
        dataset.write_direct_chunk((*([0] * (len(shape) - 1)), start), data, 0)


def filled(group: h5py.Group, name: str, shape: tuple[int, ...]) -> None:
    """A dataset of which nothing is stored but a fill value."""
    group.create_dataset(name, shape=shape, dtype="<f4", chunks=tuple(min(n, 1024) for n in shape), fillvalue=0.5)


def h5(slug: str, what: str, hook: Hook, path: str = KERNEL) -> None:
    """Register a case that writes one object of the weights otherwise."""
    add("D", slug, what, lambda: hooked(hook, path))


def h5_last(slug: str, what: str, last: Callable[[h5py.File], None]) -> None:
    """Register a case that changes the finished weights file."""
    add("D", slug, what, lambda: tweaked(last))


def h5_patch(slug: str, what: str, change: Callable[[bytearray, h5py.File], None]) -> None:
    """Register a case that patches bytes of the weights file."""
    add("D", slug, what, lambda: patched(change))


def typed(slug: str, what: str, change: Callable[[np.ndarray], Any]) -> None:
    """Register a case that writes the kernel with another value or type."""
    h5(slug, what, value_hook(change))


def place_of_data(path: str, value: Callable[[h5py.File], int]) -> Callable[[bytearray, h5py.File], None]:
    """A patch that lets a dataset's data lie elsewhere."""
    return lambda data, file: u64(data, data_place(data, file[path]), value(file))

"""Weights whose members lie elsewhere."""

from typing import Any

import h5py

from .cases import KERNEL, Hook
from .hdf5 import creation_list, h5, h5_last


def linked(link: Any) -> Hook:
    """A hook that puts a link in the place of an object."""
    return lambda group, name, value: group.__setitem__(name, link)


def links() -> None:
    """Links, virtual and external data."""
    external = [("/etc/passwd", 0, h5py.h5f.UNLIMITED)]
    h5(
        "external_storage",
        "the kernel's data is in the external file /etc/passwd",
        lambda g, n, v: g.create_dataset(n, (8, 8), "<f4", external=external),
    )
    relative = [("../../../../etc/hostname", 0, 128), ("/dev/zero", 0, 128)]
    h5(
        "external_pieces",
        "the kernel's data is in two external files, one being /dev/zero",
        lambda g, n, v: g.create_dataset(n, (8, 8), "<f4", external=relative),
    )
    h5(
        "external_link",
        "the kernel is an external link into another file",
        linked(h5py.ExternalLink("/tmp/other.h5", "/x")),
    )
    h5(
        "external_group",
        "a layer's group is an external link",
        linked(h5py.ExternalLink("/tmp/other.h5", "/layers/dense")),
        "layers/dense",
    )
    h5(
        "soft_link",
        "the kernel is a soft link to the next layer's kernel",
        linked(h5py.SoftLink("/layers/dense_1/vars/0")),
    )
    h5("soft_dangling", "the kernel is a soft link to nowhere", linked(h5py.SoftLink("/nowhere")))
    h5("soft_self", "the kernel is a soft link to itself", linked(h5py.SoftLink("/" + KERNEL)))
    h5(
        "soft_group",
        "a layer's group is a soft link to another layer's",
        linked(h5py.SoftLink("/layers/dense_1")),
        "layers/dense",
    )
    h5(
        "soft_vars",
        "a layer's vars is a soft link to a group elsewhere",
        linked(h5py.SoftLink("/layers/dense_1/vars")),
        "layers/dense/vars",
    )
    h5_last(
        "extra_external",
        "an unused group holds an external link",
        lambda f: f.__setitem__("aside/link", h5py.ExternalLink("/etc/passwd", "/")),
    )
    h5_last(
        "hard_cycle",
        "a group holds a hard link to its own ancestor",
        lambda f: f["layers/dense/vars"].__setitem__("loop", f["layers"]),
    )
    h5_last(
        "root_cycle",
        "a layer's group holds a hard link to the root",
        lambda f: f["layers/dense"].__setitem__("root", f["/"]),
    )
    h5_last("hard_alias", "two layers share their kernel through a hard link", hard_alias)
    h5("virtual", "the kernel is a virtual dataset over another file", lambda g, n, v: virtual(g, n, "/etc/passwd"))
    h5(
        "virtual_self",
        "the kernel is a virtual dataset over a dataset of the same file",
        lambda g, n, v: virtual(g, n, "."),
    )
    h5(
        "virtual_printf",
        "the kernel is a virtual dataset over files with a number in their names",
        virtual_series,
    )
    h5_last("fan_out", "twenty groups, each with two hard links to the next: a million paths", fan_out)


def hard_alias(file: h5py.File) -> None:
    """Put the first layer's kernel in the second layer's place."""
    del file["layers/dense_1/vars/0"]
    file["layers/dense_1/vars/0"] = file[KERNEL]


def virtual(group: h5py.Group, name: str, source: str) -> None:
    """A virtual dataset."""
    space = h5py.h5s.create_simple((8, 8))
    plist = creation_list()
    plist.set_virtual(space, source.encode(), b"layers/dense_1/vars/0", space)
    h5py.h5d.create(group.id, name.encode(), h5py.h5t.IEEE_F32LE, space, plist)


def virtual_series(group: h5py.Group, name: str, value: Any) -> None:
    """A virtual dataset over a series of files, as many as there are."""
    inner = h5py.h5s.create_simple((8, 8))
    space = h5py.h5s.create_simple((8, 8), (h5py.h5s.UNLIMITED, 8))
    space.select_hyperslab((0, 0), (h5py.h5s.UNLIMITED, 1), (8, 8), (8, 8))
    plist = creation_list()
    plist.set_virtual(space, b"/tmp/part-%b.h5", b"x", inner)
    whole = h5py.h5s.create_simple((8, 8), (h5py.h5s.UNLIMITED, 8))
    h5py.h5d.create(group.id, name.encode(), h5py.h5t.IEEE_F32LE, whole, plist)


def fan_out(file: h5py.File) -> None:
    """A lattice of groups: 2**20 paths in 21 groups."""
    group = file.create_group("lattice")
    for _ in range(20):
        lower = group.create_group("a")
        group["b"] = lower
        group = lower


links()

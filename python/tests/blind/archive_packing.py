"""Archives whose members are packed, encrypted or nested."""

from .cases import CONFIG, META, WEIGHTS, tidy
from .configs import evil_config
from .models import parts
from .zips import Member, body_and_directory, fields, local_header, members, pack, raw_zip, with_member


@tidy("deflate_bomb", "config.json is the genuine document with 100 MB of spaces after it, deflated 1000 to 1")
def a_deflate_bomb() -> bytes:
    """Decompression bomb below the 4 GiB at which Keras objects."""
    return with_member(CONFIG, lambda m: fields(method=8, data=m.data + b" " * 100_000_000)(m))


@tidy("deflate_weights_bomb", "model.weights.h5 is deflated and padded with 120 MB of zeros")
def a_weights_bomb() -> bytes:
    """Decompression bomb in the weights."""
    return with_member(WEIGHTS, lambda m: fields(method=8, data=m.data + bytes(120_000_000))(m))


@tidy("bzip2_bomb", "metadata.json is packed with bzip2, 60 MB out of some hundred bytes")
def a_bzip2() -> bytes:
    """A method that packs zeros 1 to 1,000,000."""
    return with_member(META, lambda m: fields(method=12, data=m.data + b" " * 60_000_000, version=46)(m))


@tidy("lzma_config", "config.json is packed with LZMA, which Python reads and most scanners do not")
def a_lzma() -> bytes:
    """A method that hides the content."""
    return with_member(CONFIG, fields(method=14, flags=2, version=63))


@tidy("encrypted_flag", "config.json has the encryption bit set in both headers")
def a_encrypted() -> bytes:
    """General purpose bit 0."""
    return with_member(CONFIG, fields(flags=1))


@tidy("strong_encryption", "all members have the strong encryption and masked header bits set")
def a_strong() -> bytes:
    """General purpose bits 6 and 13."""
    items = members(parts())
    for item in items:
        item.flags = (1 << 6) | (1 << 13)
    return raw_zip(items)


@tidy("patch_flag", "config.json has bit 5 (compressed patched data) set")
def a_patch() -> bytes:
    """General purpose bit 5."""
    return with_member(CONFIG, fields(flags=1 << 5))


@tidy("nested_member", "an evil config.json is a local file that lies inside the bytes of model.weights.h5")
def a_nested_member() -> bytes:
    """Overlap: the weights carry the configuration behind the HDF5 file's end."""
    content = parts()
    inner = Member(CONFIG.encode(), evil_config())
    weights = content[WEIGHTS] + local_header(inner) + inner.data
    items = [Member(META.encode(), content[META]), Member(WEIGHTS.encode(), weights)]
    offset = len(body_and_directory(items)[0]) - len(local_header(inner)) - len(inner.data)
    inner.local, inner.offset = False, offset
    return raw_zip([*items, inner])


@tidy("overlapping_bomb", "2,000 assets share one local file of 1 MB (Fifield's overlap)")
def a_overlapping() -> bytes:
    """Amplification by overlap."""
    content = parts()
    kernel = Member(b"assets/000000", bytes(1_000_000), method=8)
    base = len(body_and_directory(members(content))[0])
    crc, packed, size = kernel.numbers()
    fakes = [
        Member(b"assets/%06d" % n, method=8, local=False, offset=base, crc=crc, packed=packed, size=size) for n in range(1, 2000)
    ]
    return pack(content, kernel, *fakes)


@tidy("overlapping_same_name", "one asset of 1 MB is listed 1,000 times under one name at one offset")
def a_same_name() -> bytes:
    """The overlap that Python 3.11 extracts: 1 GB written from some KB."""
    content = parts()
    asset = Member(b"assets/0", bytes(1_000_000), method=8)
    base = len(body_and_directory(members(content))[0])
    crc, packed, size = asset.numbers()
    twins = [Member(b"assets/0", method=8, local=False, offset=base, crc=crc, packed=packed, size=size) for _ in range(999)]
    return pack(content, asset, *twins)

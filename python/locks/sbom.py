"""Writes what a lock installs as a bill of materials, CycloneDX 1.6: `python sbom.py jax.lock build.lock` writes jax.cdx.json.

Of the build's lock only Jep is installed to stay; what is for Windows alone is not installed.
A package that has a version for each of several CPythons is there with each.
"""

import pathlib
import re
import sys
import uuid
from datetime import UTC, datetime

from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL


def pins(lock: str) -> list[tuple[str, str]]:
    pin = r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?= |$)(?! ; sys_platform == 'win32')"
    return re.findall(pin, pathlib.Path(lock).read_text(), re.MULTILINE)


def component(name: str, version: str) -> Component:
    url = PackageURL("pypi", name=name, version=version)
    return Component(type=ComponentType.LIBRARY, name=name, version=version, purl=url, bom_ref=str(url))


def bom(lock: str, build: str) -> Bom:
    installed = pins(lock) + [pin for pin in pins(build) if pin[0] == "jep"]
    return Bom(
        components=[component(name, version) for name, version in installed],
        # The same lock gives the same file.
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, pathlib.Path(lock).read_text()),
        metadata=BomMetaData(timestamp=datetime(2026, 11, 1, tzinfo=UTC)),
    )


if __name__ == "__main__":
    lock, build = sys.argv[1:]
    written = make_outputter(bom(lock, build), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)
    pathlib.Path(lock).with_suffix(".cdx.json").write_text(written + "\n")

"""Command that writes the catalogue: ``python -m catalogue --out <file>``."""

import argparse
from pathlib import Path

from catalogue.introspect import text


def main() -> None:
    parser = argparse.ArgumentParser(prog="catalogue", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the JSON file to write")
    parser.parse_args().out.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()

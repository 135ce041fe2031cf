"""What is wrong with a file that cannot be unpacked or opened, in a sentence with its remedy."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile
from pathlib import Path

from ingest.errors import MappingError, Place

MAGIC = b"\x1f\x8b"


def damage(path: Path) -> str:
    """What is wrong with an archive that cannot be unpacked."""
    with path.open("rb") as file:
        begun = file.read(len(MAGIC)) == MAGIC
    if begun:
        return f"{path.name} is cut off or damaged: fetch it again, or compress the original again."
    return f"{path.name} is no gzip file, though its name says so: take .gz from its name, or compress it."


@contextmanager
def unpacked(path: Path, place: Place) -> Iterator[None]:
    """While a file is read, what is wrong with it is wrong with what the mapping names."""
    try:
        yield
    except (BadGzipFile, EOFError, zlib.error):
        raise MappingError(damage(path), place) from None
    except PermissionError as error:
        if error.filename != str(path):
            raise
        raise MappingError(f"{path.name} may not be read: give yourself the right to.", place) from None

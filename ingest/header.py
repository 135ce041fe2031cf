"""The names of a CSV file's columns."""

from itertools import islice
from pathlib import Path

from ingest.dialect import Dialect, opened_text
from ingest.errors import MappingError
from ingest.mapping import SourceFile
from ingest.quotes import Quoting


def columns_of(path: Path, dialect: Dialect, source: SourceFile) -> tuple[str, ...]:
    """The names of a CSV file's columns, each once."""
    if dialect.quote:
        with opened_text(path) as text:
            _, sound = next(Quoting(dialect).rows(islice(text, dialect.skip, None)), ([], True))
        if not sound:
            raise MappingError(
                f"{path.name} begins with a line in which a quote is not closed, or stands inside a field: mend it.",
                source.place,
            )
    with opened_text(path) as text:
        first = dialect.first(text)
    if first is None:
        raise MappingError(f"{source.path} is empty: it should begin with a header.", source.place)
    if not first:
        raise MappingError(
            f"{path.name} begins with a blank line: leave it out with (skip = {dialect.skip + 1}).", source.place
        )
    columns: list[str] = []
    for place, each in enumerate(first, 1):
        name = each.strip() if dialect.header else ""
        name, count = name or f"column{place}", 1
        while (name if count == 1 else f"{name}_{count}").lower() in (other.lower() for other in columns):
            count += 1
        columns.append(name if count == 1 else f"{name}_{count}")
    return tuple(columns)

"""Of which kind a file is, and what a mapping may say of how it is read."""

from pathlib import Path

from ingest.errors import MappingError
from ingest.mapping import SourceFile

KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
}
OPTIONS: dict[str, dict[str, type]] = {
    "csv": {"delimiter": str, "quote": str, "encoding": str, "skip": int, "header": bool},
    "json": {"encoding": str, "objects": bool},
    "parquet": {},
}


def kind_of(path: Path, source: SourceFile) -> str:
    """What a file is read as, by its name."""
    ending = Path(path.name.lower().removesuffix(".gz")).suffix
    if ending not in KINDS:
        raise MappingError(
            f"{source.path} is not known to be CSV, JSON or Parquet: rename it to end in {', '.join(KINDS)}.",
            source.place,
        )
    return KINDS[ending]


def check_options(source: SourceFile, kind: str) -> None:
    """Refuse what cannot be said of files of a kind."""
    for name, value in source.options.items():
        if name not in OPTIONS[kind]:
            known = ", ".join(OPTIONS[kind]) or "none"
            raise MappingError(f"{kind.upper()} has no option {name}; its options: {known}.", source.place)
        if type(value) is not OPTIONS[kind][name]:
            raise MappingError(f"The option {name} cannot be {value!r}; see the guide.", source.place)

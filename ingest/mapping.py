"""The text of a mapping → Mapping: the files it reads, its preamble, its sections. No SQL is run here."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from ingest.errors import MappingError, Place

DIRECTIVE = re.compile(r"--\s*(source|file|accept|node|relationship)\b([^:]*):\s*(.*?)\s*$", re.IGNORECASE)
# What is easily written for `-- node: TYPE` or `-- relationship: TYPE from TYPE to TYPE`, and would be taken for a comment.
SLIP = re.compile(
    r"--\s*(?:nodes|relations?|relationships|rel|edges?|links?)\s*:\s*\w+(\s+from\s+.*)?\s*$", re.IGNORECASE
)
MISSPELT = re.compile(r"--\s*(?:files|fiel|flie|fil|fle|tables?)\s+\w+\s*:\s*\S+\.[a-z]", re.IGNORECASE)
FILE = re.compile(r"(?P<path>.+?)(?:\s+\((?P<options>(?:[^()']|'[^']*')*)\))?$")
OPTION = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^']|'')*)'|(\d{1,18})|(true|false))\s*(?:,|$)")
END = r"(\w+)(?:\s+by\s+(\w+))?"
LINK = re.compile(rf"(\w+)\s+from\s+{END}\s+to\s+{END}")
CREATED = re.compile(
    r"(?:\s|--.*\n|/\*.*?\*/)*CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?(VIEW|TABLE|MACRO|FUNCTION)\b",
    re.IGNORECASE | re.DOTALL,
)

Option = str | int | bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of SQL and the line of the mapping that it begins on."""

    sql: str
    place: Place


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or a pattern of files, that becomes a table."""

    name: str
    path: str
    options: Keyed[str, Option]
    place: Place


@dataclass(frozen=True, slots=True)
class Nodes:
    """A section's rows are nodes of this type."""

    type: str

    def __str__(self) -> str:
        return self.type


@dataclass(frozen=True, slots=True)
class End:
    """Where a relationship begins or ends: a node type, and the property that finds the node (its key, if empty)."""

    type: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """A section's rows are relationships of this type."""

    type: str
    start: End
    end: End

    def __str__(self) -> str:
        return f"{self.start.type} {self.type} {self.end.type}"


@dataclass(frozen=True, slots=True)
class Section:
    """One SELECT and what its rows become; `inherited` is what of `accepted` is written for its whole file."""

    target: Nodes | Links
    place: Place
    statement: Statement
    source: str = ""
    accepted: frozenset[str] = frozenset()
    inherited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that a load needs to know but the model."""

    name: str
    folder: Path
    files: tuple[SourceFile, ...]
    preamble: tuple[Statement, ...]
    sections: tuple[Section, ...]


def read_mapping(path: Path) -> Mapping:
    """The mapping in a `.sql` file, or in all those of a folder."""
    if not path.exists():
        raise MappingError(f"There is no mapping {path}: name a .sql file, or a folder that holds some.")
    texts = sorted(path.glob("*.sql")) if path.is_dir() else [path]
    if not texts:
        raise MappingError(f"The folder {path} holds no .sql file: a mapping is one or more of them.")
    folder = path if path.is_dir() else path.parent
    parts = [parse(_text(each), each) for each in texts]
    mapping = Mapping(
        name=path.stem,
        folder=folder,
        files=tuple(file for part in parts for file in part.files),
        preamble=tuple(each for part in parts for each in part.preamble),
        sections=tuple(each for part in parts for each in part.sections),
    )
    _refuse_repeated(mapping.files)
    if not mapping.sections:
        raise MappingError(f"The mapping {path} loads nothing: give it a section that begins with '-- node: TYPE'.")
    return mapping


def parse(text: str, file: Path) -> Mapping:
    r"""One `.sql` file's part of a mapping.

    >>> parse("-- node: Division\nSELECT 1 AS code", Path("a.sql")).sections[0].target
    Nodes(type='Division')
    """
    part = _Part(file)
    for number, line in enumerate(text.split("\n"), 1):
        if match := DIRECTIVE.match(line):
            part.direct(match[1].lower(), match[2].strip(), match[3], Place(file, number))
        elif (match := SLIP.match(line)) or MISSPELT.match(line):
            form = FORMS["file" if not match else "relationship" if match[1] else "node"]
            raise MappingError(f"This line should read '-- {form}'; as it stands it is a comment.", Place(file, number))
        part.lines.append(line)
    part.close()
    return Mapping(file.stem, file.parent, tuple(part.files), tuple(part.preamble), tuple(part.finished()))


@dataclass
class _Part:
    """A file in the course of being read: the block of lines since the last section began."""

    file: Path
    files: list[SourceFile] = field(default_factory=list)
    preamble: list[Statement] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    begun: Section | None = None
    source: str = ""
    accepted: frozenset[str] = frozenset()

    def direct(self, word: str, name: str, rest: str, place: Place) -> None:
        if not rest or (name and word != "file"):
            raise MappingError(f"This line should read '-- {FORMS[word]}'.", place)
        match word:
            case "source":
                self._set(source=rest)
            case "accept":
                self._set(accepted=frozenset(re.split(r"[\s,]+", rest)))
            case "file":
                self.files.append(_source_file(name, rest, place))
            case _:
                self.close()
                target = Nodes(rest) if word == "node" else _links(rest, place)
                self.begun = Section(target, place, Statement("", place))

    def _set(self, source: str = "", accepted: frozenset[str] = frozenset()) -> None:
        if self.begun:
            begun = self.begun
            self.begun = replace(begun, source=source or begun.source, accepted=begun.accepted | accepted)
        else:
            self.source, self.accepted = source or self.source, self.accepted | accepted

    def close(self) -> None:
        """End the block that was being read: the preamble, or a section."""
        statements = list(_statements("\n".join(self.lines), self.file))
        if self.begun is None:
            self.preamble = [_created(each) for each in statements]
        else:
            self.sections.append(replace(self.begun, statement=_selected(statements, self.begun)))
        self.lines = [""] * len(self.lines)

    def finished(self) -> Iterator[Section]:
        for each in self.sections:
            inherited = self.accepted - each.accepted
            source, accepted = each.source or self.source, each.accepted | inherited
            yield replace(each, source=source, accepted=accepted, inherited=inherited)


FORMS = {
    "source": "source: WHERE THE FACTS COME FROM",
    "accept": "accept: PROPERTY, PROPERTY",
    "file": "file NAME: PATH (OPTION = VALUE)",
    "node": "node: TYPE",
    "relationship": "relationship: TYPE from TYPE to TYPE",
}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise MappingError(f"{path.name} is not UTF-8 text: save it as such.") from None
    except OSError as error:
        raise MappingError(f"{path} cannot be read: {error.strerror}.") from None


def _source_file(name: str, rest: str, place: Place) -> SourceFile:
    match = FILE.fullmatch(rest)
    if match is None or not name.isidentifier():
        raise MappingError(f"This line should read '-- {FORMS['file']}', the name a word.", place)
    return SourceFile(name, match["path"], dict(_options(match["options"] or "", place)), place)


def _options(text: str, place: Place) -> Iterator[tuple[str, Option]]:
    position = 0
    while text[position:].strip():
        match = OPTION.match(text, position)
        if match is None:
            raise MappingError(f"Options read (skip = 2, delimiter = ';'); this is something else: ({text}).", place)
        name, quoted, number, truth = match.groups()
        yield name, quoted.replace("''", "'") if quoted is not None else int(number) if number else truth == "true"
        position = match.end()


def _links(rest: str, place: Place) -> Links:
    match = LINK.fullmatch(rest)
    if match is None:
        raise MappingError(f"This line should read '-- {FORMS['relationship']}'.", place)
    name, start, start_by, end, end_by = match.groups()
    return Links(name, End(start, start_by or ""), End(end, end_by or ""))


def _statements(text: str, file: Path) -> Iterator[Statement]:
    """Split a block; it begins with as many empty lines as went before it in the file."""
    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        raise sql_error(error, Statement(text, Place(file, 1))) from None
    line = 1
    for each in statements:
        yield Statement(each.query, Place(file, line))
        line += each.query.count("\n")


def sql_error(error: duckdb.Error, statement: Statement, *, inside: bool = False) -> MappingError:
    """DuckDB's complaint about a statement, with its place in the file; `inside` another one, it counts that one's lines."""
    message, _, rest = str(error).partition("\n\n")
    line = None if inside else re.match(r"LINE (\d+):", rest)
    place = statement.place._replace(line=statement.place.line + int(line[1]) - 1) if line else _first(statement)
    return MappingError(" ".join(message.split()) + _remedy(error, message), place)


def _remedy(error: duckdb.Error, message: str) -> str:
    if isinstance(error, duckdb.ConversionException):
        return ". Pass the text on as it is, or through as_date or as_number, and the row alone is rejected."
    if isinstance(error, duckdb.ParserException) and re.search(
        r'at or near "(SELECT|WITH|FROM|CREATE|VALUES)"', message
    ):
        return ". Is a ; missing before it?"
    return ""


def _first(statement: Statement) -> Place:
    """The first line of a statement that is neither empty nor a comment."""
    lines = statement.sql.split("\n")
    ahead = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("--")), 0)
    return statement.place._replace(line=statement.place.line + ahead)


def _created(statement: Statement) -> Statement:
    if not CREATED.match(statement.sql):
        raise MappingError(
            "Before the first section only CREATE VIEW, TABLE and MACRO may stand; a SELECT needs '-- node: TYPE' or "
            "'-- relationship: TYPE from TYPE to TYPE' above it.",
            _first(statement),
        )
    return statement


def _selected(statements: Iterable[Statement], section: Section) -> Statement:
    found = list(statements)
    if not found:
        raise MappingError(f"The section {section.target} has no SELECT below it.", section.place)
    for each, excess in zip(found, (False, *(True for _ in found)), strict=False):
        if excess or duckdb.extract_statements(each.sql)[0].type is not duckdb.StatementType.SELECT:
            raise MappingError(f"The section {section.target} must hold one SELECT and nothing else.", _first(each))
    return found[0]


def _refuse_repeated(files: Iterable[SourceFile]) -> None:
    seen: dict[str, SourceFile] = {}
    for each in files:
        if (first := seen.setdefault(each.name.lower(), each)) is not each:
            raise MappingError(f"The name {each.name} is taken by the file of {first.place}.", each.place)

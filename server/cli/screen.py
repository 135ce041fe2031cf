"""What commands print."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from server.errors import CommandError
from server.managed.jars import Progress as Tell

# Where nobody looks on, no line is broken: whoever reads a pipe looks for paths and sentences whole.
WIDE = 10_000
out = Console(width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, width=None if sys.stderr.isatty() else WIDE)


def complain(error: CommandError) -> None:
    """An error as a sentence, and its remedy on a line of its own."""
    err.print(f"[bold red]{escape(error.sentence)}[/]\n{escape(error.remedy)}", highlight=False)


def note(sentence: str) -> None:
    """What happens meanwhile."""
    err.print(sentence, markup=False, highlight=False)


def counted(*, transient: bool = False) -> Progress:
    """Bars that count what is done of a number."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=transient)


class Bars:
    """A bar for each section of a load; `begun` is done before the rows of any are written."""

    def __init__(self, progress: Progress, begun: Callable[[], None] = lambda: None) -> None:
        self.progress, self.begun = progress, begun
        self.task: TaskID | None = None

    def begin(self, title: str, total: int) -> None:
        self.begun()
        self.task = self.progress.add_task(escape(title), total=total)

    def advance(self, rows: int) -> None:
        if self.task is not None:
            self.progress.advance(self.task, rows)


@contextmanager
def download(title: str) -> Iterator[Tell]:
    """A bar with sizes, shown once something arrives."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = None

        def tell(done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = progress.add_task(title, total=total)
            progress.update(task, completed=done)

        yield tell


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to write in the place of another, which it takes at the end; nothing is left of one that is not whole."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise CommandError(
            f"{path} cannot be written ({error.strerror}).", "Name another file with --out.", 2
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)

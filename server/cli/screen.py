"""What commands print."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

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


def counted() -> Progress:
    """Bars that count what is done of a number, as long as it is not all."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


class Bars:
    """A bar for all sections of a load, and one for that which is under way: a screen may have no room for one of each.

    Where nobody looks on, a line for each. `begun` is done before the rows of any are written.
    """

    def __init__(self, progress: Progress, begun: Callable[[], None] = lambda: None) -> None:
        self.progress, self.begun = progress, begun
        self.whole: TaskID | None = None
        self.task: TaskID | None = None

    def expect(self, sections: int) -> None:
        self.whole = self.progress.add_task("Sections", total=sections)

    def begin(self, title: str, total: int) -> None:
        self.begun()
        if self.task is not None:
            self.progress.remove_task(self.task)
            if self.whole is not None:
                self.progress.advance(self.whole)
        self.task = self.progress.add_task(escape(title), total=total)
        if not err.is_terminal:
            note(f"{title} …")

    def advance(self, rows: int) -> None:
        if self.task is not None:
            self.progress.advance(self.task, rows)

    def away(self, seconds: float) -> None:
        note(f"The database does not answer: it is waited for, {seconds:.0f} s at most.")


class Sizes(DownloadColumn):
    """Nothing, where there is no size."""

    def render(self, task: Task) -> Text:
        return Text() if task.total is None else super().render(task)


@contextmanager
def download(title: str, then: str) -> Iterator[Tell]:
    """A bar with sizes, shown once something arrives, and one for what is waited for in the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), Sizes(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        progress.add_task(then, total=None)
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

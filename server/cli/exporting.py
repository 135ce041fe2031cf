"""export: one list of a running service into a file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TransferSpeedColumn

from server import settings
from server.cli.asking import authorization, text_of, values_of
from server.cli.remote import answer_of, endpoint, reaching, refusal, stranger
from server.cli.screen import err, out, whole
from server.errors import CommandError
from server.exports import FORMATS
from server.proxies import client
from server.settings import Settings


def export(
    document: Annotated[str, typer.Argument(help="A document that asks for one list, a file that holds it, or -.")],
    *,
    into: Annotated[Path, typer.Option("--out", help=f"The file; its ending tells the form: {', '.join(FORMATS)}.")],
    variables: Annotated[str, typer.Option(help="Variables, as JSON.")] = "{}",
    url: Annotated[str, typer.Option(help="Where the service is; that of the settings if empty.")] = "",
) -> None:
    """Write all of a list into a file: every page of it, with the filters and the order that the document gives."""
    form = into.suffix.removeprefix(".")
    if form not in FORMATS:
        raise CommandError(
            f"{into.name} is of no kind that can be written.", f"End it with one of {', '.join(FORMATS)}.", 2
        )
    body = {"query": text_of(document), "variables": values_of(variables)}
    given = settings.load()
    address = endpoint(given, url, "/export")
    with whole(into) as part:
        download(address, form, body, part, given)
    out.print(f"{into} has {into.stat().st_size:,} bytes.", highlight=False, soft_wrap=True)


def download(address: str, form: str, body: object, part: Path, given: Settings) -> None:
    """The stream into a file, with a bar; one that was broken off leaves none."""
    columns = (TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn(), TimeElapsedColumn())
    with (
        reaching(address),
        client() as asking,
        Progress(*columns, console=err, transient=True) as progress,
        asking.stream(
            "POST",
            address,
            params={"format": form},
            json=body,
            headers=authorization(given),
            timeout=given.deadline_seconds + 5,
        ) as answer,
    ):
        if answer.status_code != 200:
            raise refusal(answer_of(address, answer.read())) or stranger(address)
        if answer.headers.get("content-type") != FORMATS[form].media:
            raise stranger(address)
        task = progress.add_task("Exporting", total=None)
        with part.open("wb") as file:
            for chunk in answer.iter_bytes():
                file.write(chunk)
                progress.update(task, advance=len(chunk))

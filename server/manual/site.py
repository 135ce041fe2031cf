"""What the documentation's site has otherwise than the files: it ends where the repository goes on."""

import re
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

LINK = re.compile(r"\[([^\]\[]+)\]\((?!\w+:|#)([^)\s]+)\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """A page's text as mkdocs calls it: of a link to a file beside the documentation, the site has the words."""
    folder = PurePosixPath(page.file.src_uri).parent
    return LINK.sub(lambda link: link[1] if outside(folder, link[2]) else link[0], markdown)


def outside(folder: PurePosixPath, target: str) -> bool:
    """Whether a link from a page of a folder leads out of the documentation.

    >>> outside(PurePosixPath("cities"), "../loading.md"), outside(PurePosixPath("."), "../README.md#data")
    (False, True)
    """
    return normpath(folder / target.partition("#")[0]).startswith("..")

"""Build hook: the wheel carries the built pages, so that an installed service needs no Node."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltPages(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # An editable install reads the pages from the checkout, where they may be built later.
        if version == "editable":
            return
        page = Path(self.root, "web", "graphiql", "dist")
        if not (page / "index.html").is_file():
            raise FileNotFoundError("GraphiQL is not built: run `make web`, then build the wheel again.")
        build_data["force_include"][str(page)] = "server/static/graphiql"

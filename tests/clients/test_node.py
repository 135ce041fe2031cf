"""Clients from npm: Apollo, Relay and GraphQL Code Generator, each with what docs/clients.md tells to copy."""

import json
import shutil
from pathlib import Path

import httpx
import pytest

from tests.clients.conftest import ADDRESS, BUILDINGS, snippet
from tests.node.toolchain import FOLDER, MODULES, run, run_script

pytestmark = pytest.mark.integration


def test_apollo(url: str, project: Path) -> None:
    module = project / "client.mjs"
    module.write_text(snippet("apollo"), encoding="utf-8")
    told = json.loads(run_script("apollo.mjs", url, str(module)))
    assert told["lookup"] == {"__typename": "Building", "id": "id-B1", "name": "B1号楼", "status": "IN_USE"}
    assert told["fault"] == ["GRAPHQL_VALIDATION_FAILED", "PAGE_TOO_LARGE"]
    owners = [each["node"] for each in told["interfaces"]["owners"]["edges"]]
    assert sorted(each["__typename"] for each in owners) == ["Agency", "Enterprise"]
    assert [each["kind"] for each in owners if each["__typename"] == "Agency"] == ["GOVERNMENT"]
    assert told["cached"] == told["interfaces"]
    assert told["firstPage"] == [*BUILDINGS[:2]]
    assert told["bothPages"] == [*BUILDINGS[:4]]
    assert told["persisted"] == "B1号楼"


def test_relay(url: str, project: Path) -> None:
    (project / "src").mkdir()
    (project / "src" / "BuildingOwners.js").write_text(snippet("fragment"), encoding="utf-8")
    (project / "relay.config.json").write_text(snippet("relay"), encoding="utf-8")
    (project / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    schema = httpx.get(url.replace("/graphql", "/schema.graphql")).text
    (project / "schema.graphql").write_text(schema, encoding="utf-8")
    run("node", str(MODULES / "relay-compiler" / "cli.js"), folder=project)
    told = json.loads(run_script("relay.mjs", url, str(project / "src" / "__generated__")))
    assert told["name"] == "B1号楼"
    assert [each["count"] for each in told["pages"]] == [1, 2]
    assert sorted(told["owners"]) == ["Agency", "Enterprise"]


def test_code_generator(url: str, project: Path) -> None:
    shutil.copytree(FOLDER / "codegen", project / "src")
    (project / "codegen.mjs").write_text(snippet("codegen").replace(ADDRESS, url), encoding="utf-8")
    (project / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run_script("codegen.mjs", str(project))
    assert "IN_USE" in (project / "src" / "gql" / "graphql.ts").read_text(encoding="utf-8")
    tsc = MODULES / "typescript" / "bin" / "tsc"
    flags = (
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
    )
    run("node", str(tsc), *flags, str(project / "src" / "owners.ts"))
    wrong = project / "src" / "wrong.ts"
    wrong.write_text("import { share } from './owners'\nexport const number: number = share\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="failed"):
        run("node", str(tsc), *flags, str(wrong))


def test_introspection_in_javascript(url: str) -> None:
    told = json.loads(run_script("introspect.mjs", url))
    assert told == {"breaking": [], "dangerous": [], "equal": True}

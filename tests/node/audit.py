"""The GraphQL over HTTP audit suite of the npm package `graphql-http`."""

import json
from dataclasses import dataclass

from tests.node.toolchain import run_script


@dataclass(frozen=True)
class AuditResult:
    id: str
    name: str
    status: str
    reason: str

    @property
    def passed(self) -> bool:
        return self.status == "ok"


def audit(url: str) -> list[AuditResult]:
    return [AuditResult(**result) for result in json.loads(run_script("audit.mjs", url))]

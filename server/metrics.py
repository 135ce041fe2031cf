"""Metrics as Prometheus reads them, at /metrics: of one process, or of all workers together."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import psutil
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from starlette.requests import Request
from starlette.responses import Response

# Where workers keep their figures, so that whichever is asked tells those of all.
SHARED = "PROMETHEUS_MULTIPROC_DIR"

ANSWERS = Counter("assetgraph_answers", "Answers to GraphQL requests, by HTTP status.", ["status"])
SECONDS = Histogram(
    "assetgraph_answer_seconds",
    "How long answers took once the request was read, until all of the answer was sent.",
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)
SIZE = Histogram(
    "assetgraph_cohort_reads", "Reads that went to the database as one.", buckets=(1, 2, 4, 8, 16, 24, 32, 64)
)
WAIT = Histogram(
    "assetgraph_cohort_wait_seconds",
    "How long reads waited for their turn.",
    buckets=(0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5),
)
WAITING = Gauge(
    "assetgraph_waiting_reads",
    "Reads that wait: small ones, large ones, slow ones, those after bookmarks.",
    ["kind"],
    multiprocess_mode="livesum",
)
SOUGHT = Counter("assetgraph_cache_lookups", "Lookups of what is kept of earlier requests.", ["cache", "outcome"])


class Observed:
    """Counts what is told of batches and lookups by one of those who read: a gauge adds up over all of them."""

    def __init__(self) -> None:
        caches, outcomes = ("documents", "plans"), ("miss", "hit")
        self._waiting = {each: WAITING.labels(each) for each in ("small", "large", "slow", "after")}
        self._told = dict.fromkeys(self._waiting, 0)
        self._sought = {each: [SOUGHT.labels(each, outcome) for outcome in outcomes] for each in caches}

    def sought(self, cache: str, *, hit: bool) -> None:
        self._sought[cache][hit].inc()

    def sent(self, size: int, waits: Sequence[float]) -> None:
        SIZE.observe(size)
        for each in waits:
            WAIT.observe(each)

    def waiting(self, kind: str, number: int) -> None:
        self._waiting[kind].inc(number - self._told[kind])
        self._told[kind] = number


def answered(status: int, seconds: float) -> None:
    """Count an answer."""
    _answers(status).inc()
    SECONDS.observe(seconds)


_answers = cache(ANSWERS.labels)


def forget_dead() -> None:
    """Take what is waiting in workers that are no more out of the sum of all: one that was killed could not itself."""
    for each in Path(os.environ[SHARED]).glob("gauge_live*_*.db"):
        number = int(each.stem.rpartition("_")[2])
        if not psutil.pid_exists(number):
            mark_process_dead(number)  # type: ignore[no-untyped-call]  # prometheus_client has no types for it


async def metrics(_: Request) -> Response:
    """All figures."""
    registry: CollectorRegistry = REGISTRY
    if SHARED in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client has no types for it
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

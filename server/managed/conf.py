"""What a database is told in its neo4j.conf."""

import os

from server.managed.java import OPENED
from server.managed.ports import LOOPBACK


def configuration(version: str, port: int, page_cache: str) -> str:
    """The file's text: it listens on the loopback address alone, and reports to nobody."""
    cores = str(os.cpu_count() or 1)
    lines = {
        "server.default_listen_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": page_cache,
        "dbms.usage_report.enabled": "false",
        "db.tx_log.rotation.retention_policy": "256M size",
        # Killed, it replays at its next start what was written since the last one: of a quarter of an hour, for minutes.
        "db.checkpoint.interval.time": "2m",
        # Left alone, it keeps one core of two idle while it makes indexes.
        "internal.dbms.index_population.parallelism": cores,
        "internal.dbms.index_population.workers": cores,
        # With nobody left to speak to, it need not listen for seconds more.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    if version.startswith("5."):
        # After a load it samples hundreds of indexes, all at a time and for minutes; a later version does not.
        lines["db.index_sampling.background_enabled"] = "false"
    else:
        lines["dbms.fleet_manager.enabled"] = "false"
        # It plans longer statements anew each time they are asked: those of many rules take seconds of it.
        lines["internal.server.memory.query_cache.max_query_text_size"] = "200000"
    settings = [f"{name}={value}" for name, value in lines.items()]
    return "\n".join([*settings, *(f"server.jvm.additional={each}" for each in OPENED)]) + "\n"

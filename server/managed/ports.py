"""Ports: which are free, which a start has claimed that does not listen yet, and who listens."""

import socket
import time
from contextlib import AbstractContextManager, nullcontext

import psutil
from filelock import FileLock, Timeout
from platformdirs import user_cache_path

LOOPBACK = "127.0.0.1"
RELEASE_SECONDS, LOOK_SECONDS = 5.0, 0.1


def available(port: int) -> bool:
    """Whether nothing listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def released(port: int) -> bool:
    """Whether nothing listens on a port, or soon does no more: who was killed listens until its last thread has ended."""
    until = time.monotonic() + RELEASE_SECONDS
    while not (free := available(port)) and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    return free


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def claimed(port: int) -> AbstractContextManager[object] | None:
    """A claim to a port for as long as it is held; None where another start of this user's holds one.

    A database listens only seconds after its port was found free: until then another would find it free, too. Where
    the cache folder cannot be written, nobody claims anything: a start goes on all the same.
    """
    folder = user_cache_path("assetgraph") / "ports"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / f"{port}.lock").acquire(timeout=0)
    except Timeout:
        return None
    except OSError:
        return nullcontext()


def listens(process: psutil.Process, port: int) -> bool:
    """Whether it is this process that listens on a port: another's database would refuse our password."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        if probe.connect_ex((LOOPBACK, port)) != 0:
            return False
    try:
        found = process.net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in found)

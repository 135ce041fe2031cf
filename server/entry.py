"""Where the command begins, before all that it needs is there."""

import signal


def main() -> None:
    """Run a command. Whoever stops it while Python still reads modules is shown none of them."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from server import cli  # noqa: PLC0415  # takes a second or two, which is what this is about

    cli.main()

"""How every bench reads its command line: its own text is its help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter


def parser(told: str | None) -> ArgumentParser:
    """A parser whose help is a module's text, as it stands."""
    return ArgumentParser(description=told, formatter_class=RawDescriptionHelpFormatter)

"""What documentation has to say of each error."""

from dataclasses import dataclass

from graph.errors import AssetGraphError


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What documentation says of an error."""

    code: str
    summary: str
    remedy: str


def error_pages() -> tuple[ErrorPage, ...]:
    """Each code once, in the tree's order."""

    def below(cls: type[AssetGraphError]) -> list[type[AssetGraphError]]:
        return [cls, *(found for each in cls.__subclasses__() for found in below(each))]

    pages: dict[str, ErrorPage] = {}
    for cls in below(AssetGraphError):
        if "code" in vars(cls) and cls is not AssetGraphError:
            pages[cls.code] = ErrorPage(cls.code, (cls.__doc__ or "").strip(), cls.remedy)
    return tuple(pages.values())

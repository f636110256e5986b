"""The pages that the league server shows in a browser: files of this folder, with no other host behind them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TYPES = {
    "board.html": "text/html",
    "board.js": "text/javascript",
    "board.css": "text/css",
    "board.svg": "image/svg+xml",
}


class Page(NamedTuple):
    """A file and what it is."""

    body: bytes
    type: str


@cache
def page(name: str) -> Page | None:
    """The page of that name; None where there is none."""
    type_ = _TYPES.get(name)
    return None if type_ is None else Page(files("vmdojo.league.server.pages").joinpath(name).read_bytes(), type_)

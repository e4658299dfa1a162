"""Queries and the comments that they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = [1, 2, 3, 4, 5, 6, 7, 8]

FOUND = [
    ("", ALL),
    ("   ", ALL),
    ("crowns", [1, 2, 5]),
    ("Crowns", []),
    ("night", [1, 4, 5, 8]),
    ("NIGHT", [8]),
    ('"night ferry"', [1, 5]),
    ('"last train"', [3]),
    ("/cost|pays/", [1, 2]),
    ("/^Tickets/", [1]),
    ("/^tickets/", [1]),
    (r"/\W\d\d\W/", [1]),
    ("-crowns", [3, 4, 6, 7, 8]),
    ("--crowns", [1, 2, 5]),
    ("night crowns", []),
    ("tickets crowns", [1]),
    ("night -crowns", [4, 8]),
    ("pays OR train", [2, 3]),
    ("pays AND crowns", [2]),
    ("night ferry OR train", [1, 3, 4, 5]),
    ("night (ferry OR owls)", [1, 4, 5, 8]),
    ("-(night OR crowns)", [3, 6, 7]),
    ("missed", [3, 5]),
    ("missed OR pays user:bo", [2, 3, 5]),
    ("(missed OR pays) user:bo", [2]),
    ("strasse", [6]),
    ("mass", [6]),
    ("password", [6]),
    ("fährpreis", [6]),
    ("fa\u0308hrpreis", [6]),
    ("fahrpreis", []),
    ("user:bo", [2, 7]),
    ("@bo", [2, 7]),
    ("user:Bo", []),
    ("user:łukasz", [6]),
    ('user:"Ada Quay"', [1, 3]),
    ('@"ada quay"', [1, 3]),
    ("user:Ada", []),
    ("user:Air*", [4, 5]),
    ("user:*quay", [1, 3]),
    ('user:"Air*"', []),
    ('user:""', [8]),
    ("-user:bo", [1, 3, 4, 5, 6, 8]),
    ("before:2026-03-02", [1, 2, 3]),
    ("before:2026-03-01T08:05", [1]),
    ("after:2026-03-02", [4, 5, 7, 8]),
    ("after:2026-03-01T08:05 before:2026-03-01T09:00:01", [2, 3]),
    ("on:2026-03-02", [4, 5]),
    ("on:2026-03", [1, 2, 3, 4, 5, 7]),
    ("on:2026", [1, 2, 3, 4, 5, 7, 8]),
    ("on:2026-03-02T22", [4]),
    ("-on:2026", [6]),
    ("likes:>3", [1]),
    ("likes:0", [2]),
    ("likes:<=5", [1, 2]),
    ("-likes:>3", [2, 3, 4, 5, 6, 7, 8]),
    ("replies:>0", [1, 2, 6]),
    ("replies:2", [1]),
    ("words:0", [7]),
    ("words:<4", [7, 8]),
    ("segments:>1", [1, 5]),
    ("segments:0", [7]),
    ("depth:0", [1, 4, 5, 6, 8]),
    ("depth:>=1", [2, 3, 7]),
    ("has:link", [4]),
    ("has:number", [1, 4]),
    ("has:question", [2]),
    ("has:quote", [5]),
    ("has:quote missed", []),
    ("is:root", [1, 4, 5, 6, 8]),
    ("is:reply", [2, 3, 7]),
    ("is:op", [1, 3]),
    ("is:unread", []),
    ("in:article", []),
    ("-in:article", ALL),
    ("USER:bo", [2, 7]),
    ("has:LINK", [4]),
    ("https://ferry", [4]),
    ("12", [1]),
    ("wrote", []),
    ("share", []),
]


@pytest.mark.parametrize(("query", "ids"), FOUND)
def test_a_query_finds_these_comments(ask: Callable[[str], list[int]], query: str, ids: list[int]) -> None:
    assert ask(query) == ids

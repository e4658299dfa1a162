"""What a key, a resize and a rearrangement take when the program is otherwise idle: time, processor time and bytes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from measured import Row, cost, processor_of, sent_of
from programs import EMPTY, is_read, ours, readers
from saved_files import PAGES
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from measured import Answer, Group
    from programs import Bench

KEY_BAR = "≤ 3 kB, processor ≤ 1.5 × the smallest Textual update; p99 ≤ 16 ms"
RESIZE_BAR = "≤ 20 kB, processor ≤ 2 × an empty app"
PRESSES = 25
RESIZES = 10
KEYS = ("j", "pagedown", "G", "resize")
FEW_KEYS = ("j", "resize")


def keys(bench: Bench) -> Group:
    """Keys and resizes in pages of some sizes and of every kind."""
    for count in (bench.sizes[1], bench.sizes[-1]):
        yield partial(_keys, f"{count:,} comments", ours(bench.page(count)), KEYS)
    for kind in PAGES:
        yield partial(_keys, f"{bench.megabytes} MB of {kind}", ours(bench.file(kind)), FEW_KEYS)
    for name, (command, shows) in readers(bench).items():
        yield partial(_beside, bench, name, command, shows)


def _keys(what: str, command: list[str], pressed: tuple[str, ...]) -> list[Row]:
    with Timed(EMPTY) as program:
        program.until("ready")
        floor = {key: answers(program, key) for key in FEW_KEYS}
    rows = []
    with Timed(command) as program:
        program.until(is_read)
        for key in pressed:
            found, least = answers(program, key), floor.get(key, floor["j"])
            bar, against = (RESIZE_BAR, "empty app") if key == "resize" else (KEY_BAR, "smallest update")
            ratio = f"{processor_of(found) / processor_of(least):.2f} × processor"
            rows.append(Row(f"`{key}` in {what}", bar, cost(found), f"{against} {cost(least)}", ratio))
    return rows


def answers(program: Timed, key: str) -> list[Answer]:
    """What a key takes, many times."""
    program.idle()
    found = []
    for _ in range(RESIZES if key == "resize" else PRESSES):
        found.append(program.step(key))
        if key == "G":
            program.press("g").rest()
    return found


def _beside(bench: Bench, name: str, command: list[str], shows: str) -> list[Row]:
    """The same keys in another program."""
    page = ours(bench.page(bench.large))
    entries: dict[str, tuple[list[str], str | Callable[[str], bool]]] = {
        "ours": (page, is_read),
        name: (command, shows),
    }
    found = {}
    for contestant, (started, ready) in entries.items():
        with Timed(started) as program:
            program.until(ready)
            found[contestant] = {key: answers(program, key) for key in FEW_KEYS}
    return [
        Row(
            f"`{key}` in {bench.large:,} comments", f"beside {name}",
            cost(found["ours"][key]), f"{name} {cost(found[name][key])}",
            f"{sent_of(found['ours'][key]) / sent_of(found[name][key]):.2f} × bytes",
        )
        for key in FEW_KEYS
    ]  # fmt: skip


def rearranging(bench: Bench) -> Group:
    """Fold all, unfold all, and sort."""
    pages = {
        f"{bench.large:,} comments": ours(bench.page(bench.large)),
        f"{bench.megabytes} MB of deep": ours(bench.file("deep")),
    }
    for what, command in pages.items():
        yield partial(_rearranging, what, command)


def _rearranging(what: str, command: list[str]) -> list[Row]:
    found: dict[str, list[Answer]] = {"fold all": [], "unfold all": [], "sort": []}
    with Timed(command) as program:
        program.until(is_read)
        program.idle()
        for _ in range(5):
            found["fold all"].append(program.step("z", "M"))
            program.rest()
            found["unfold all"].append(program.step("z", "R"))
            program.rest()
        for _ in range(5):
            program.press("s").rest()
            program.press("down").rest()
            found["sort"].append(program.step("enter"))
    return [Row(f"{name}, {what}", "≤ 100 ms", cost(answered)) for name, answered in found.items()]

"""All measurements at once, as Markdown: `python benchmarks/run.py > benchmarks/RESULTS.md`.

The pages are made first (a million comments take 800 MB and five minutes; `--pages` is the folder that keeps them).
`--sizes 10 1000 10000 --rounds 3` takes two minutes in all. Contestants take turns, round by round, so that noise on
the machine affects all of them. The output lists contestants that are not installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from measured import Row, milliseconds, ratio, rounds, share
from pages import write_mailbox, write_page
from timed import Late, Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
ROOT = HERE.parent
PYTHON = sys.executable
SPLIT = "import sys; len(open(sys.argv[1], encoding='utf-8').read().splitlines())"
INDEX = "import sys; from thread_parsers import read; len(read(sys.argv[1]).columns)"
MAIL = (
    "-n",
    "-F",
    "/dev/null",
    "-R",
    "-e",
    "set folder=/tmp",
    "-e",
    "set sort=threads",
    "-e",
    "set thorough_search=no",
    "-e",
    "set read_inc=0",
)
EMPTY = [PYTHON, str(HERE / "empty_app.py")]
SIZES = (10, 1_000, 100_000, 1_000_000)
LARGE = 100_000
"""The largest page, in comments, that other programs are given: more would take them minutes."""
WORDS = ("quokka", "zyzzyva", "harbour", "captain")
"""Typed as filters, letter by letter: rare, once, in every second comment, in most."""


PAUSE = 0.1
"""Seconds between keys, in which other work continues."""
AFTER_RESIZE = 0.06
"""Seconds without output that mean that a new size is drawn: Textual waits for the last of several."""


class Bench(NamedTuple):
    """The pages, by number of comments, and the number of rounds."""

    pages: dict[int, Path]
    mailbox: Path
    rounds: int

    @property
    def largest(self) -> int:
        """Comments of the largest page."""
        return max(self.pages)

    @property
    def large(self) -> int:
        """Comments of the page that other programs are given too."""
        return max(count for count in self.pages if count <= LARGE)


def ours(page: Path, *options: str) -> list[str]:
    """The command that opens a page."""
    return [PYTHON, "-m", "thread_reader", str(page), *options]


def opening(command: list[str], shows: str | Callable[[str], bool]) -> Callable[[], float]:
    """Seconds from exec until the screen shows something."""

    def measure() -> float:
        with Timed(command) as program:
            return program.until(shows)

    return measure


def processor(command: list[str]) -> Callable[[], float]:
    """Seconds of processor time of a whole process."""

    def measure() -> float:
        before = _children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return _children() - before

    return measure


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def elapsed(command: list[str]) -> Callable[[], float]:
    """Seconds of a whole process."""

    def measure() -> float:
        began = monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return monotonic() - began

    return measure


def read_whole(count: int) -> Callable[[str], bool]:
    """Return a test whether a screen says that all comments are read."""
    return lambda text: f"of all {count:,}" in text and "so far" not in text


def others(bench: Bench) -> dict[str, tuple[list[str], str | Callable[[str], bool]]]:
    """The other programs that are installed: command, and what the screen shows once the page is open."""
    page = str(bench.pages[bench.large])
    known: dict[str, tuple[list[str], str | Callable[[str], bool]]] = {
        "less": (["less", page], "harbour bridge"),
        "lnav": (["lnav", page], "Reply0"),
        "mutt": (["mutt", *MAIL, "-f", str(bench.mailbox)], "Msgs:"),
        "neomutt": (["neomutt", *MAIL, "-f", str(bench.mailbox)], "Msgs:"),
    }
    return {name: entry for name, entry in known.items() if shutil.which(name)}


def starting(bench: Bench) -> Iterator[Row]:
    """From exec to the first comment on the screen, and to keys being answered."""
    small = min(bench.pages)
    contestants = {"pass": elapsed([PYTHON, "-c", "pass"]), "empty": opening(EMPTY, "ready")}
    for count, page in bench.pages.items():
        contestants[f"{count:,}"] = opening(ours(page), f"1 of {count if count <= small else ''}")
    found = rounds(bench.rounds, contestants)
    first = found[f"{small:,}"]
    yield Row(
        f"exec to keys live, {small} comments", "≤ 1.15 × an empty Textual app",
        milliseconds(first), f"empty app {milliseconds(found['empty'])}", ratio(first, found["empty"]),
    )  # fmt: skip
    for count in sorted(bench.pages)[1:]:
        name = f"{count:,}"
        against = f"{small} comments {milliseconds(first)}"
        yield Row(
            f"the same, {name} comments",
            f"≤ 1.2 × {small}",
            milliseconds(found[name]),
            against,
            ratio(found[name], first),
        )
    last = found[f"{bench.largest:,}"]
    yield Row(
        "exec to first comment readable", "≤ 1.5 × `python -c pass`",
        milliseconds(last), f"`pass` {milliseconds(found['pass'])}", ratio(last, found["pass"]),
    )  # fmt: skip


def opening_beside_others(bench: Bench) -> Iterator[Row]:
    """The same work for other programs."""
    entries = others(bench)
    contestants = {name: opening(command, shows) for name, (command, shows) in entries.items()}
    contestants["ours"] = opening(ours(bench.pages[bench.large]), "1 of")
    found = rounds(max(3, bench.rounds // 2), contestants)
    for name in entries:
        yield Row(
            f"open {bench.large:,} comments", f"beside {name}",
            milliseconds(found["ours"]), f"{name} {milliseconds(found[name])}", ratio(found["ours"], found[name]),
        )  # fmt: skip


def indexing(bench: Bench) -> Iterator[Row]:
    """Reading all of a page, whole processes."""
    for count in sorted(bench.pages)[-2:]:
        page = str(bench.pages[count])
        turns = bench.rounds if count == bench.large else 3
        found = rounds(
            turns, {"ours": processor([PYTHON, "-c", INDEX, page]), "split": processor([PYTHON, "-c", SPLIT, page])}
        )
        yield Row(
            f"{count:,} comments indexed, all columns (processor time)", "≤ 0.5 × `open().read().splitlines()`",
            milliseconds(found["ours"]), f"splitlines {milliseconds(found['split'])}",
            ratio(found["ours"], found["split"]),
        )  # fmt: skip


def keys(bench: Bench) -> Iterator[Row]:
    """From a key to the last byte of the update, when the program is otherwise idle."""
    presses = 15 * bench.rounds
    with Timed(EMPTY) as program:
        program.until("ready")
        floor = [program.press("j").answered() for _ in range(presses)]
    middle = sorted(bench.pages)[1]
    for key in ("j", "pagedown", "G"):
        for count in (middle, bench.largest):
            with Timed(ours(bench.pages[count])) as program:
                program.until(read_whole(count))
                program.idle()
                answers = []
                for _ in range(presses):
                    answers.append(program.press(key).answered())
                    if key == "G":
                        program.press("g").rest()
            ratio_ = f"{share(answers, 0.5) / share(floor, 0.5):.2f}; p99 {1000 * share(answers, 0.99):.1f} ms"
            against = f"smallest update {milliseconds(floor)}"
            bar = "≤ 1.3 × the smallest Textual update, p99 ≤ 16 ms"
            yield Row(f"`{key}` in {count:,} comments", bar, milliseconds(answers), against, ratio_)


def output(bench: Bench) -> Iterator[Row]:
    """What a key and a resize cost a slow line and the processor, when the program is otherwise idle."""
    with Timed(EMPTY) as program:
        program.until("ready")
        floor = {key: per_step(program, key) for key in ("j", "resize")}
    middle = sorted(bench.pages)[1]
    with Timed(ours(bench.pages[middle])) as program:
        program.until(read_whole(middle))
        for key in ("j", "pagedown", "resize"):
            sent, spent = per_step(program, key)
            least, least_spent = floor.get(key, floor["j"])
            bar = "≤ 20 kB, ≤ 2 × an empty app" if key == "resize" else "≤ 3 kB, ≤ 1.5 × the smallest update"
            what = f"{sent / 1000:.1f} kB, {1000 * spent:.1f} ms of processor time"
            against = f"{least / 1000:.1f} kB, {1000 * least_spent:.1f} ms"
            yield Row(f"`{key}` in {middle:,} comments", bar, what, against, f"{spent / least_spent:.2f}")


def per_step(program: Timed, key: str, count: int = 40) -> tuple[float, float]:
    """Bytes written and seconds of processor time for a key, or for a resize, on average."""
    program.idle()
    sent, spent = program.sent, program.spent()
    for number in range(count):
        if key == "resize":
            program.resize(100 + number % 2, 30 + number % 2)
        else:
            program.press(key)
        program.answered(AFTER_RESIZE)
    return (program.sent - sent) / count, (program.spent() - spent) / count


def typed(program: Timed, word: str) -> tuple[list[float], list[float]]:
    """Type a word into the filter. Seconds from each letter to the first matches, and to the final count."""
    first, whole = [], []
    program.press("f").rest()
    for end in range(1, len(word) + 1):
        so_far = f"{word[:end]} · "
        first.append(program.press(word[end - 1]).until(so_far))
        whole.append(program.until(whole_for(so_far)))
    program.press("esc", "esc").rest()
    program.press("esc").rest()
    return first, whole


def whole_for(words: str) -> Callable[[str], bool]:
    """Return a test whether a screen shows the words and no count is still growing."""
    return lambda text: words in text and "so far" not in text


def filtering(bench: Bench) -> Iterator[Row]:
    """Letter by letter, from the key to the matches."""
    bars_of = {bench.large: ("p95 ≤ 16 ms", ""), bench.largest: ("≤ 100 ms", "≤ 1.2 s")}
    for count, bars in bars_of.items():
        firsts: list[float] = []
        wholes: list[float] = []
        with Timed(ours(bench.pages[count])) as program:
            program.until(read_whole(count))
            program.rest()
            for word in WORDS:
                first, whole = typed(program, word)
                firsts += first
                wholes += whole
            memory = program.memory()
        p95 = f"p95 {1000 * share(firsts, 0.95):.1f} ms"
        yield Row(f"filter as it is typed, {count:,} comments: first matches", bars[0], milliseconds(firsts), "", p95)
        worst = f"memory after it {memory:.0f} MiB"
        yield Row(f"the same, all counted, {len(wholes)} letters", bars[1], milliseconds(wholes), "", worst)


def filtering_beside_others(bench: Bench) -> Iterator[Row]:
    """One rare word, from Enter (ours: from its last letter) to the final count."""

    def our_own() -> float:
        with Timed(ours(bench.pages[bench.large])) as program:
            program.until(read_whole(bench.large))
            program.rest()
            program.press("f").rest()
            program.press(*"quokk").rest()
            return program.press("a").until(whole_for("quokka · "))

    def mail(name: str) -> Callable[[], float]:
        def measure() -> float:
            with Timed([name, *MAIL, "-f", str(bench.mailbox)]) as program:
                program.until("Msgs:")
                program.rest()
                program.press(*"l~b quokka").rest()
                return program.press("enter").until(lambda text: re.search(r"Msgs:\d+/\d+", text) is not None)

        return measure

    contestants: dict[str, Callable[[], float]] = {"ours": our_own}
    bars = {"mutt": "≤ 0.12 × mutt's `limit ~b`", "neomutt": "beside neomutt's", "rg": "≤ 4 × `rg -c`"}
    for name in ("mutt", "neomutt"):
        if shutil.which(name):
            contestants[name] = mail(name)
    if shutil.which("rg"):
        contestants["rg"] = elapsed(["rg", "-c", "quokka", str(bench.pages[bench.large])])
    found = rounds(max(3, bench.rounds // 2), contestants)
    for name in contestants:
        if name != "ours":
            yield Row(
                f"filter `quokka`, {bench.large:,} comments, all counted", bars[name],
                milliseconds(found["ours"]), f"{name} {milliseconds(found[name])}", ratio(found["ours"], found[name]),
            )  # fmt: skip


def keys_while_filtering(bench: Bench) -> Iterator[Row]:
    """Press keys while the largest page is filtered by a regular expression."""
    with Timed(ours(bench.pages[bench.largest])) as program:
        program.until(read_whole(bench.largest))
        program.press("f").rest()
        program.press(*"/q[u]okk[a]/").rest()
        program.press("enter").rest()
        answers: list[float] = []
        while "so far" in program.text and len(answers) < 40:
            answers.append(program.press("j").answered())
    what = f"a key while {bench.largest:,} comments are filtered by a regular expression"
    yield Row(what, "≤ 50 ms", milliseconds(answers), "", f"{len(answers)} keys while it went on")


def keys_while_counting(bench: Bench) -> Iterator[Row]:
    """Press keys while the stats of a large page are counted."""
    with Timed(ours(bench.pages[bench.large])) as program:
        program.until(read_whole(bench.large))
        answers: list[float] = []
        for _ in range(15 * bench.rounds):
            sleep(PAUSE)
            answers.append(program.press("j").answered())
    what = f"a key while the stats of {bench.large:,} comments are counted"
    yield Row(what, "p99 ≤ 16 ms", milliseconds(answers), "", f"p99 {1000 * share(answers, 0.99):.1f} ms")


def rearranging(bench: Bench) -> Iterator[Row]:
    """Fold all, unfold all, sort, and resize the terminal."""
    with Timed(EMPTY) as program:
        program.until("ready")
        program.idle()
        floor = [program.resize(*size).answered(AFTER_RESIZE) for size in ((100, 30), (120, 40)) * 5]
    with Timed(ours(bench.pages[bench.large])) as program:
        program.until(read_whole(bench.large))
        program.idle()
        for name, pressed in (("fold all", ("z", "M")), ("unfold all", ("z", "R"))):
            answers = [program.press(*pressed).answered() for _ in range(5)]
            program.rest()
            yield Row(f"{name}, {bench.large:,} comments", "≤ 100 ms", milliseconds(answers))
        answers = []
        for _ in range(5):
            program.press("s").rest()
            program.press("down").rest()
            answers.append(program.press("enter").answered())
        yield Row(f"sort, {bench.large:,} comments", "≤ 100 ms", milliseconds(answers))
    for count in (min(bench.pages), bench.largest):
        with Timed(ours(bench.pages[count])) as program:
            program.until(read_whole(count))
            program.idle()
            answers = [program.resize(*size).answered(AFTER_RESIZE) for size in ((100, 30), (120, 40)) * 5]
        against = f"empty app {milliseconds(floor)}"
        yield Row(
            f"resize, {count:,} comments",
            "≤ 1.5 × Textual's own",
            milliseconds(answers),
            against,
            ratio(answers, floor),
        )


def memory(bench: Bench) -> Iterator[Row]:
    """Anonymous memory after everything is read."""
    with Timed(EMPTY) as program:
        program.until("ready")
        floor = program.memory()
    for count in sorted(bench.pages)[-2:]:
        with Timed(ours(bench.pages[count])) as program:
            program.until(read_whole(count))
            used = program.memory()
        each = (used - floor) * (1 << 20) / count
        against = f"empty app {floor:.0f} MiB"
        yield Row(
            f"memory, {count:,} comments",
            "≤ empty app + 100 bytes each",
            f"{used:.0f} MiB",
            against,
            f"+ {each:.0f} bytes each",
        )


def stats(bench: Bench) -> Iterator[Row]:
    """Everything that `--stats` prints, which is also what the pane counts."""
    for count in sorted(bench.pages)[1:]:
        if count > LARGE:
            return
        used = [processor(ours(bench.pages[count], "--stats"))()]
        yield Row(f"stats, {count:,} comments (processor time, once)", "≤ 1 s at 100,000", milliseconds(used))


MEASUREMENTS = (
    starting, opening_beside_others, indexing, keys, output, keys_while_counting, filtering, filtering_beside_others,
    keys_while_filtering, rearranging, memory, stats,
)  # fmt: skip


def surroundings() -> Iterator[str]:
    """The machine and the versions, one per line."""
    yield f"- {platform.machine()}, {os.cpu_count()} cores, {_processor_name()}; load {os.getloadavg()[0]:.2f} at first"
    yield f"- {platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield f"- Textual {version('textual')}, Rich {version('rich')}"
    for name, option in (("less", "--version"), ("lnav", "-V"), ("mutt", "-v"), ("neomutt", "-v"), ("rg", "--version")):
        if shutil.which(name):
            said = subprocess.run([name, option], capture_output=True, text=True, check=False).stdout
            yield f"- {said.splitlines()[0] if said else name}"
        else:
            yield f"- {name}: not installed, not measured"


def _processor_name() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found[1] if found else "unknown processor"


def prepare(folder: Path) -> None:
    """Compile the bytecode that an installed program would have, and keep the state of the program in a folder."""
    subprocess.run([PYTHON, "-m", "compileall", "-q", str(ROOT / "parsers"), str(ROOT / "tui")], check=True)
    os.environ["PYTHONPATH"] = f"{ROOT / 'parsers'}{os.pathsep}{ROOT / 'tui'}"
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder / "home")


def prepared(folder: Path, sizes: list[int], turns: int) -> Bench:
    """Make missing pages."""
    prepare(folder)
    pages = {count: folder / f"{count}.txt" for count in sizes}
    for count, page in pages.items():
        if not page.exists():
            write_page(page, count)
    large = max(count for count in sizes if count <= LARGE)
    mailbox = folder / f"{large}.mbox"
    if not mailbox.exists():
        write_mailbox(mailbox, large)
    return Bench(pages, mailbox, turns)


def say(*words: object) -> None:
    """Print without buffering: the measurements take minutes."""
    print(*words, sep="\n", flush=True)  # noqa: T201


def main() -> None:
    """Measure, and print each row when it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="comments of the pages, three sizes or more"
    )
    parser.add_argument("--rounds", type=int, default=7, help="how often each thing is measured")
    parser.add_argument("--pages", type=Path, help="the folder for the pages; a temporary one otherwise")
    parser.add_argument("--only", choices=[one.__name__ for one in MEASUREMENTS], nargs="*", help="some measurements")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.pages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = prepared(folder, options.sizes, options.rounds)
        say("# Results\n", *surroundings())
        for count, page in bench.pages.items():
            say(f"- {count:,} comments: {page.stat().st_size / 1e6:,.1f} MB")
        say(f"\nMedian of {bench.rounds} rounds in turn (least-most); ratios are of the two in one round.")
        for measure in MEASUREMENTS:
            if options.only and measure.__name__ not in options.only:
                continue
            say(f"\n`python benchmarks/run.py --only {measure.__name__}`\n")
            say("| what | to reach | ours | against | ratio |\n|---|---|---|---|---|")
            try:
                for row in measure(bench):
                    say(row)
            except Late as error:
                say(f"\nNot measured further: {str(error).splitlines()[0]}")
                sys.stderr.write(f"{error}\n")


if __name__ == "__main__":
    main()

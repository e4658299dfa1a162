"""One huge value in a page: what is done between two chances to answer a key does not grow with it.

Calls are counted, and characters that are given to the JSON decoder of the standard library, which is one call however
long it takes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.format_contract import ROOT
from harness.work import largest_step
from thread_parsers.formats.json import decode as decoding
from thread_parsers.formats.json import pull, slow_decode
from thread_parsers.formats.json.decode import decode, decode_in_steps
from thread_parsers.formats.json.scan import FAST, PIECE_CHARS, SCAN
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

MAX_CALLS = 45_000
"""Calls between two chances to yield: those of the fields of a saved page's comment are the most."""
HUGE_BYTES = 60_000
WORDS = ("<p>tea ", "tea &amp; ", "tea\\n")
"""What a huge body is made of. In JSON, a backslash and a letter are a line feed."""

JSON_LIST = (
    '[{"id":1,"author":"Ada","created_utc":1700000000,"body":"Late."},{"id":2,"author":"Bo","created_utc":1700000005,"body":"%s"},'
    '{"id":3,"author":"Cy","created_utc":1700000009,"body":"No."}]'
)
RSS = (
    "<rss version='2.0'><channel><title>Ferries</title>"
    "<item><title>A</title><author>Ada</author><description>Late.</description></item>"
    "<item><title>B</title><author>Bo</author><description><![CDATA[%s]]></description></item></channel></rss>"
)
BLOG = (
    '<html><meta name="generator" content="WordPress 6.1"><ol class="comment-list">'
    '<li id="comment-1" class="comment depth-1"><cite class="fn">Ada</cite><div class="comment-content">Late.</div>'
    '<li id="comment-2" class="comment depth-1"><cite class="fn">Bo</cite><div class="comment-content">%s</div></ol>'
)
MAIL = "From a@b Thu Jan  1 00:00:01 2024\nFrom: Bo <a@b>\nSubject: Tram\nContent-Type: text/html\n\n%s\n"
PAGES = {
    "json": JSON_LIST,
    "reddit": '{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"author":"Bo","body":"%s"}}]}}',
    "hackernews": '{"id":1,"type":"story","title":"T","children":[{"id":2,"author":"Bo","text":"%s"}]}',
    "pushshift": '{"id":"a","author":"Bo","body":"%s","link_id":"t3_x","parent_id":"t3_x","created_utc":1700000000}\n',
    "discourse": (
        '{"id":9,"slug":"t","title":"T","posts_count":2,"post_stream":{"posts":['
        '{"id":1,"post_number":1,"username":"Ada","cooked":"Late."},'
        '{"id":2,"post_number":2,"username":"Bo","cooked":"%s"}]}}'
    ),
    "rss": RSS,
    "blog": BLOG,
    "mail": MAIL,
}


@pytest.mark.parametrize("words", WORDS, ids=ascii)
@pytest.mark.parametrize("page", PAGES)
def test_a_huge_body_is_read_in_small_steps_and_whole(page: str, words: str) -> None:
    data = (PAGES[page] % (words * (HUGE_BYTES // len(words)))).encode()
    list(begin(BufferSource(data))[1])  # what is done once, imports and tables, is not counted
    discussion, work = begin(BufferSource(data))
    assert largest_step(work) <= MAX_CALLS
    assert [note.text for note in discussion.receipt.notes if "stopped" in note.text] == []
    found = sum(part.text.text(0, part.text.size).count("tea") for part in discussion.parts[:1])
    assert found >= HUGE_BYTES // len(words) * ("tea" in words)


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>x</title>" + "<div>" * (HUGE_BYTES // 5) + "</html>",
        "<html><title>x</title>" + "<div>" * (HUGE_BYTES // 5),
        "<script type='application/ld+json'>[" + '{"a": 1},' * (HUGE_BYTES // 9) + "1]</script>",
        "<html><iframe srcdoc='" + "&lt;p&gt;tea" * (HUGE_BYTES // 12) + "'></iframe>",
        "<html><div class='" + "comment " * (HUGE_BYTES // 8) + "'>x</div>" * 4,
        json.dumps([{"author": "Ada", "text": "tea", "tags": list(range(20_000))}] * 3),
    ],
    ids=["closed at once", "never closed", "JSON-LD", "frame", "classes", "numbers"],
)
def test_a_page_with_much_of_anything_in_one_element_is_read_in_small_steps(page: str) -> None:
    list(begin(BufferSource(page.encode()))[1])  # as above
    assert largest_step(begin(BufferSource(page.encode()))[1]) <= MAX_CALLS


class Given:
    """How many characters the decoder of the standard library was given since the last step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.characters = 0
        for module in (decoding, slow_decode, pull):
            monkeypatch.setattr(module, "SCAN", self._counted(SCAN))
        monkeypatch.setattr(FAST, "scan_once", self._counted(SCAN))

    def _counted(self, scan: Callable[[str, int], tuple[Any, int]]) -> Callable[[str, int], tuple[Any, int]]:
        def counted(text: str, at: int) -> tuple[Any, int]:
            try:
                value, end = scan(text, at)
            except (ValueError, RecursionError, StopIteration):
                self.characters += len(text) - at
                raise
            self.characters += end - at
            return value, end

        return counted

    def most(self, work: Iterator[object]) -> int:
        """The most in one step."""
        most = 0
        for _ in work:
            most, self.characters = max(most, self.characters), 0
        return max(most, self.characters)


LARGE = 1 << 21
VALUES = {
    "string": '"' + "tea " * (LARGE // 4) + '"',
    "escapes": '"' + "\\ud83d\\ude00" * (LARGE // 12) + '"',
    "list": "[" + '{"a": [1]},' * (LARGE // 11) + "1]",
    "nested": "[" * LARGE,
    "cut": '[{"a": "' + "x" * LARGE,
}


@pytest.mark.parametrize("value", VALUES)
def test_a_large_value_is_decoded_in_small_pieces(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Given(monkeypatch).most(decode_in_steps(VALUES[value])) <= 4 * PIECE_CHARS


@pytest.mark.parametrize("before", ['[{"id":1,"author":"Ada","body":"Late."},', '{"id":"a","author":"Bo","body":'])
@pytest.mark.parametrize("value", VALUES)
def test_no_step_of_reading_decodes_much(value: str, before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = BufferSource((before + VALUES[value]).encode())
    assert Given(monkeypatch).most(begin(source)[1]) <= 3 * pull.LARGE_CHARS


VALUE = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text() | st.text('\\u\ud83d\ude00"é', max_size=40),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=40,
)


@given(VALUE, st.booleans(), st.integers(0, 400), st.sampled_from(["", ",", "\\", '"', "[", "}", "u"]))
@example("\\" * 31 + "u12", False, 400, "")
def test_pieces_give_the_same_as_the_whole(value: Any, escaped: bool, at: int, damage: str) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    text = text[:at] + damage + text[at + len(damage) :]
    with pytest.MonkeyPatch.context() as patch:
        for module in (decoding, slow_decode):
            patch.setattr(module, "PIECE_CHARS", 16)
        assert repr(run_to_end(decode_in_steps(text))) == repr(decode(text))


IMPORTED = """
import sys
from thread_parsers.reading import begin_in_steps
from thread_parsers.source.source import BufferSource

def steps():
    _, following = yield from begin_in_steps(BufferSource(sys.stdin.buffer.read()))
    yield from following

most, before = 0, set(sys.modules)
for _ in steps():
    new = [name for name in sys.modules if name.startswith("thread_") and name not in before]
    most, before = max(most, len(new)), set(sys.modules)
print(most)
"""
MAX_MODULES = 20
"""Modules of the project that one step may import: one, and those that it needs."""


@pytest.mark.parametrize("page", ["blog", "json", "rss", "mail"])
def test_modules_are_imported_one_by_one(page: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORTED],
        input=(PAGES[page] % "Tea.").encode(),
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "parsers")},
    )
    assert int(run.stdout) <= MAX_MODULES

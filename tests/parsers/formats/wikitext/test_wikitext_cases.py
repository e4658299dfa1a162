"""Talk pages in wikitext: each case is a page and the discussions that it must become, in tests/cases/wikitext."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from harness.trees import all_as_written, case
from thread_parsers.bodies.wikitext import wikitext_text
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.formats.wikitext.wikitext import WIKITEXT
from thread_parsers.reading import parse, read_all
from thread_parsers.source.source import BufferSource

ROOT = Path(__file__).parents[4]
CASES = sorted((ROOT / "tests" / "cases" / "wikitext").glob("*.txt"))
REAL = ROOT.parent / "shared" / "corpus" / "real"
SIGNED = "[[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_becomes_the_discussions_of_its_case(path: Path) -> None:
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    assert {part.format for part in parts} == {"wikitext"}
    assert all_as_written(parts) == tree


@pytest.mark.parametrize(
    "page",
    [
        f"A signature looks like `{SIGNED}`, as the manual says.\n",
        f"<html><p>{SIGNED}</p>",
        f"From: a@b\nMessage-ID: <1>\n\n{SIGNED}\n",
        '{"text": "' + SIGNED + '"}',
        "== Clay ==\n'''Clay''' is [[soil]] (see [[User:Ada]]).\n{{Infobox|date=5 May 2021}}\n",
        "I met [[Ada]] at 12:34, 5 May 2021 (UTC)\n",
        "[12:34] Ada: [[wiki]] links (UTC)\n[12:35] Bo: yes\n",
    ],
    ids=["example", "html", "mail", "json", "article", "no user", "chat"],
)
def test_other_text_is_left_to_other_formats(page: str) -> None:
    assert WIKITEXT.likeness(BufferSource(page.encode())).score == 0


def test_no_page_of_another_kind_looks_like_wikitext() -> None:
    pages = [*(ROOT / "samples").glob("*"), *(ROOT / "tests" / "cases").rglob("*.txt")]
    pages += [path for path in REAL.rglob("*") if path.is_file()] if REAL.exists() else []
    others = [path for path in pages if path.parent.name != "wikitext" and not path.name.endswith(".truth.json")]
    assert len(others) > 100
    for path in others:
        page = path.read_bytes()
        text = page.partition(b"~~~ page\n")[2] if b"~~~ page\n" in page else page
        signed = path.name.startswith("mortar-talk")
        assert (WIKITEXT.likeness(BufferSource(text)).score > 0) == signed, path.name


@pytest.mark.parametrize(
    "beginning",
    ['<font color="red">x</font>', '<templatestyles src="x.css" />', '<ref name="x">x</ref>', "<noinclude>",
     "<!-- x -->", "{{a}}", "[[File:x]]", '{| class="x"', "{{{1}}}", "[//x.org x]", "__NOTOC__", "\ufeff"],
)  # fmt: skip
def test_a_page_may_begin_with_any_markup(beginning: str) -> None:
    assert parse(f"{beginning}\nTea. {SIGNED}\nMilk. {SIGNED}\n").format == "wikitext"


def test_one_signature_is_enough_where_it_ends_a_line() -> None:
    alone, headed = (WIKITEXT.likeness(BufferSource(f"{head}Tea. {SIGNED}\n".encode())) for head in ("", "== A ==\n"))
    assert 0.7 <= alone.score < headed.score


def test_the_words_of_a_page_without_signatures_are_the_article() -> None:
    discussion = parse(b"Nobody here.\n== Clay ==\nNo sand.\n", format_name="wikitext")
    assert (discussion.paragraphs, len(discussion.columns)) == (["Nobody here.\nClay\nNo sand."], 0)


def test_the_receipt_says_what_each_line_is() -> None:
    page = f"{{{{Talk header}}}}\n\n== Clay ==\nWet. {SIGNED}\n</div>\n\nNobody.\n".encode()
    spans = [(page[span.start : span.end].decode(), span.kind) for span in byte_spans(parse(page))]
    assert spans == [
        ("{{Talk header}}\n\n", "furniture"), ("== Clay ==\n", "title"), ("Wet.", "body"),
        (f" {SIGNED}\n", "author"), ("</div>\n", "furniture"), ("\n", "blank"), ("Nobody.\n", "article"),
    ]  # fmt: skip


def test_a_comment_has_the_lines_from_its_first_word_to_its_signature() -> None:
    page = f"== Clay ==\n\nWet.\n\nCold. {SIGNED}\nDry. {SIGNED}\n"
    assert [comment.lines for comment in parse(page).comments] == [(3, 5), (6, 6)]


def test_sections_above_the_number_of_discussions_are_parts_of_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_parsers.discussion.rendering.MAX_PARTS", 2)
    parts = read_all(BufferSource("".join(f"== {at} ==\nTea. {SIGNED}\n" for at in range(4)).encode()))
    assert [(part.title, len(part.columns)) for part in parts] == [("0", 1), ("1", 3)]
    assert "2 more discussions are read as a part of the last one" in [note.text for note in parts[0].receipt.notes]


@pytest.mark.parametrize(
    "line", ["-" * 2000 + "x", "{|\n| " + "=" * 4000 + "\n|}", " " * 2000 + "x", "-- " * 700 + "x"]
)
def test_a_line_after_a_signature_takes_no_time_to_judge_and_to_display(line: str) -> None:
    """Regular expressions that try every division of such a line would not end."""
    (comment, *_) = parse(f"== Clay ==\nWet. {SIGNED}\n{line}\nCold. {SIGNED}\n").comments
    assert comment.segments[0].text == "Wet."
    assert wikitext_text(line)


def test_a_line_of_any_length_is_read_in_pieces() -> None:
    page = f"{'tea ' * 100_000}{SIGNED}\nMilk. {SIGNED}\n"
    assert [len(comment.segments[0].text) for comment in parse(page, format_name="wikitext").comments] == [399_999, 5]


@pytest.mark.parametrize("opening", ["<!--", "<nowiki>", "<pre>", "{{quote|", "[["])
def test_what_is_not_closed_hides_nothing(opening: str) -> None:
    assert len(parse(f"{opening} Tea. {SIGNED}\nMilk. {SIGNED}\n").columns) == 2


PIECES = st.sampled_from(
    [SIGNED, "\n", "\n", ":", "*", "#;", "== Clay ==\n", "===x===\n", "=\n", "====\n", "tea ", "{{od}}",
     "{{outdent|:}}\n",
     "{{hat}}\n", "{{hab}}\n", "<!--", "-->", "<nowiki>", "</nowiki>", "<NOWIKI>", "{{unsigned|Bo}}", "{{unsigned|",
     "}}",
     "{{", "[[User:", "]]", "[[:", "|", "12:34, 5 May 2021 (UTC)", "12:34,&nbsp;5 May 2021&nbsp;(UTC)", "(UTC)",
     " (CEST)",
     "<small>", "</small>", "&nbsp;", "[[Special:Contributions/", "/", "99:99, 99 May 2021 (UTC)",
     "5 mai 2021 à 12:34 (",
     "{|\n|-\n", "|}\n", "\udcff", "\u200e", "----\n", "__TOC__\n", "[https://x.org/wiki/User:Bo Bo]",
     "١٢:٣٤، ٥ مايو ٢٠٢١ (ت)"]
)  # fmt: skip


@examples(400)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_wikitext_is_read_and_every_word_is_somewhere(text: str) -> None:
    page = text.encode("utf-8", "surrogateescape")
    parts = read_all(BufferSource(page), "wikitext")
    spans = list(byte_spans(parts[0]))
    assert [span.start for span in spans] == [0, *(span.end for span in spans)][:-1] if spans else not page
    claimed = {"body", "author", "article", "title", "furniture", "blank"}
    assert {span.kind for span in spans} <= claimed, "bytes that no rule claimed"


@pytest.mark.parametrize("size", [(1 << 16) - 1, 1 << 16, (1 << 16) + 1, (1 << 16) + 2])
def test_no_character_is_divided_where_a_long_line_is(size: int) -> None:
    signed = f"{'a' * (size - len(SIGNED) - 1)} {SIGNED}"
    page = f"{signed}{'é🫖茶' * 30_000}\n== A ==\n{SIGNED}\n"
    parts = read_all(BufferSource(page.encode()), "wikitext")
    words = "".join(segment.text for part in parts for comment in part.comments for segment in comment.segments)
    words += "".join("".join(part.paragraphs) for part in parts)
    assert "\udcc3" not in words
    assert not any("\ud800" <= char <= "\udfff" for char in words)
    assert words.count("茶") == 30_000

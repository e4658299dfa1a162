"""Saved HTML pages: each case is a page and the tree that it must become, in tests/cases/html."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from harness.trees import all_as_written, as_written, case
from harness.work import largest_step
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.formats.html.engines import ENGINES
from thread_parsers.formats.registry import FORMATS
from thread_parsers.reading import parse, read, read_all
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[3] / "cases" / "html").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_recognized_and_becomes_the_tree_of_its_case(path: Path) -> None:
    """The name of a case begins with the name of its engine."""
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    assert parts[0].format == path.stem.partition("_")[0]
    assert (all_as_written(parts) if len(parts) > 1 else as_written(parts[0])) == tree


def test_each_engine_has_a_case() -> None:
    assert {engine.name for engine in ENGINES} <= {path.stem.partition("_")[0] for path in CASES}


HEAD = "<html><head><meta charset=utf-8><link href=wp-content></head><body>"


def comments(body: str) -> list[tuple[str, int, str]]:
    """Author, depth and words of the comments of a page of WordPress."""
    found = parse((HEAD + body).encode()).comments
    return [(one.author, one.depth, " ".join(segment.text for segment in one.segments)) for one in found]


def test_a_field_is_read_where_the_page_repeats_empty_elements_before_it() -> None:
    page = "<li class=comment>" + "<b class=fn></b>" * 3 + "<b class=fn>Ada</b><p class=text>Tea.</li>"
    assert comments(page) == [("Ada", 0, "Tea.")]


@pytest.mark.parametrize(
    ("written", "name"),
    [("Ada says:", "Ada"), ("Ada dit\xa0:", "Ada"), ("Ada :", "Ada"), ("Edward Said", "Edward Said"), ("Said", "Said"),
     ("Said says:", "Said"), ("Muhammad Dice", "Muhammad Dice")],
)  # fmt: skip
def test_what_a_theme_writes_after_a_name_is_not_a_part_of_it(written: str, name: str) -> None:
    page = f"<li class=comment><cite>{written}</cite><p class=text>Tea.</p></li>"
    assert comments(page) == [(name, 0, "Tea.")]


def test_the_words_of_a_picture_are_no_name() -> None:
    page = "<li class=comment><b class=fn><img alt='a face'></b><cite>Ada</cite><p class=text>Tea.</p></li>"
    assert comments(page) == [("Ada", 0, "Tea.")]


def test_words_of_a_reply_inside_of_a_body_are_those_of_the_reply_only() -> None:
    page = (
        "<div class=comment id=comment-1><b class=fn>Ada</b><div class=text>Tea."
        "<div class=comment id=comment-2><b class=fn>Bo</b><div class=text>Milk.</div></div></div></div>"
    )
    assert comments(page) == [("Ada", 0, "Tea."), ("Bo", 1, "Milk.")]


def test_a_form_without_an_author_is_no_comment() -> None:
    assert comments("<li class=comment><form><p class=text>Write here</p></form></li>") == []


def test_a_page_in_latin_1_has_its_letters(tmp_path: Path) -> None:
    page = (
        HEAD.replace("utf-8", "iso-8859-1")
        + "<li class=comment><b class=fn>Zo\u00eb</b><p class=text>\u00d6l f\u00fcr alle"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("latin-1"))
    discussion = read(path)
    assert [(one.author, one.segments[0].text) for one in discussion.comments] == [
        ("Zo\u00eb", "\u00d6l f\u00fcr alle")
    ]
    discussion.close()


def test_the_main_text_of_an_unknown_page_is_its_article() -> None:
    page = "<html><body><div>Menu</div><div class=content><p>Tea.</p></div><div>Other pages</div></body></html>"
    discussion = parse(page.encode())
    assert (discussion.format, discussion.paragraphs) == ("html", ["Tea."])


@pytest.mark.parametrize("atom", ["<p>x</p>", "<li class=comment><b class=fn>Ada</b><p class=text>Tea.</p></li>"])
def test_a_large_page_is_read_in_small_steps(atom: str) -> None:
    format_ = next(format_ for format_ in FORMATS if format_.name == "wordpress-page")
    steps = [
        largest_step(format_.read(Discussion(BufferSource((HEAD + atom * count).encode()), format_.name)))
        for count in (2_000, 6_000)
    ]
    assert steps[1] <= 1.2 * steps[0]


def test_comments_in_the_frame_of_a_saved_page_are_read_and_its_receipt_tiles() -> None:
    """As SingleFile saves a blog whose comments are those of a service."""
    document, _ = case(next(path for path in CASES if path.stem == "disqus-page_frame"))
    frame = f'<iframe srcdoc="{escape(document.decode())}"></iframe>'
    page = (HEAD + f"<article><div class=entry-content><p>Tea.</p></div></article>{frame}<p>end").encode()
    discussion = parse(page)
    assert discussion.paragraphs == ["Tea."]
    assert [(one.author, one.depth) for one in discussion.comments] == [("ada", 0), ("bo", 1), ("cem", 0)]
    assert all(page[slice(*discussion.file_span(row))].startswith(b"<iframe") for row in range(3))
    ends = [0, *(span.end for span in byte_spans(discussion))]
    assert [span.start for span in byte_spans(discussion)] == ends[:-1]
    assert ends[-1] == len(page)


RELATED = "".join(
    f"<div class=comment><a class=author href=/u/u{at}>reader{at}</a>"
    f" <time datetime=2024-05-0{at}T08:00:00Z>May {at}</time>"
    f"<p>Another thread about clay, number {at}, with some words.</p></div>"
    for at in range(1, 8)
)


def test_a_thread_without_replies_has_no_comments_from_what_is_around_it() -> None:
    post = (
        "<article class='message message--post' data-author=Ada data-content=post-1 id=js-post-1>"
        "<time datetime=2024-05-01T08:00:00Z>x</time><article class=message-body><div class=bbWrapper>Which clay?</div>"
        "</article></article>"
    )
    found = parse(f'<html id="XF"><body>{post}{RELATED}</body></html>'.encode())
    assert len(parse(f"<html><body>{RELATED}</body></html>".encode()).columns) > 4, "they look like comments"
    assert (found.format, found.article.author, len(found.columns)) == ("xenforo", "Ada", 0)


@pytest.mark.parametrize("digits", ["\u2460" * 10, "\u00b2" * 13, "\u0661" * 10])
def test_digits_of_any_script_are_read_on_a_page_of_no_known_engine(digits: str) -> None:
    found = parse(f"<html><meta charset=utf-8><body>{RELATED}<p>{digits}</p></body></html>".encode())
    assert found.complete
    assert not [note for note in found.receipt.notes if note.kind == "internal error"]

"""What is drawn for bodies of each form: words, looks, signs, and where they come from."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from thread_reader.render.bodies.body import Body
from thread_reader.render.bodies.pieces import CODE, EMPHASIS, HEADING, LINK, MENTION, QUOTE, STRONG, STRUCK, Given
from thread_reader.view.drawing import AS_USUAL, Anchor, Drawing
from thread_reader.view.quoted import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_parsers.bodies import BodyForm
    from thread_reader.render.bodies.pieces import Row

WIDTH = 40
LOOKS = {EMPHASIS: "/", STRONG: "*", STRUCK: "-", CODE: "`", LINK: "_", HEADING: "#"}


def block(text: str) -> str:
    """A text of several lines without its indentation."""
    return textwrap.dedent(text).strip("\n")


def drawn(body: Body, rows: Iterable[Row]) -> str:
    """The rows as text. Code is after a bar."""
    lines = []
    for row in rows:
        pieces = row.pieces
        text = (
            body.paragraphs[row.paragraph][row.start : row.end] if pieces is None else "".join(p.text for p in pieces)
        )
        lines.append(("|" if row.is_code else "") + text.rstrip())
    return "\n".join(lines)


def draw(text: str, form: BodyForm = "markdown", width: int = WIDTH, drawing: Drawing = AS_USUAL) -> str:
    body = Body(form, width, drawing)
    return drawn(body, body.segment(text))


def looks(text: str, form: BodyForm, given: Sequence[Given] = ()) -> str:
    """A line with the looks of its pieces as marks around them."""
    body = Body(form, 200)
    shown = []
    for row in body.segment(text, {0: given}):
        for piece in row.pieces or ():
            marks = "".join(mark for look, mark in LOOKS.items() if piece.look & look)
            shown.append(marks + piece.text + marks[::-1])
        if row.pieces is None:
            shown.append(body.paragraphs[row.paragraph][row.start : row.end])
    return "".join(shown)


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("markdown", "*a* _b_ **c** ~~d~~ `e` ~f~ g_h_i", "/a/ /b/ *c* -d- `e` ~f~ g_h_i"),
        ("markdown", "***both*** and **a *b***", "/*both*/ and *a */*b*/"),
        ("markdown", r"\*a\* 2 * 3 * 4 &amp; &nbsp;`*b*`", "*a* 2 * 3 * 4 & \u00a0`*b*`"),
        ("markdown", "``a ` b`` and `` ` ``", "`a ` b` and ```"),
        ("markdown", "[words](https://example.org/x 'title') [no", "_words_ [no"),
        ("markdown", "[a *b*](https://example.org) <https://example.org/c>", "_a _/_b_/ _example.org/c_"),
        ("markdown", "[words](javascript:alert(1))", "_words_"),
        ("markdown", "![a sign](https://example.org/a/sign.jpg?x)", "_▣ __a sign__  sign.jpg_"),
        ("markdown", "see https://www.example.org/a_b_c.", "see _example.org/a_b_c_."),
        ("discord", "__a__ *b* |c|", "*a* /b/ |c|"),
        ("mrkdwn", "*a* _b_ ~c~ `d` **e** a*b*c", "*a* /b/ -c- `d` **e** a*b*c"),
        ("html", "*a* _b_ ~~c~~ `d` [e](https://example.org)", "*a* _b_ -c- `d` [e](_example.org_)"),
        ("plain", "*a* `b` www.example.org", "*a* `b` _www.example.org_"),
        ("plain", "no marks", "no marks"),
    ],
)  # fmt: skip
def test_marks_are_looks_where_the_form_has_them(form: BodyForm, text: str, shown: str) -> None:
    assert looks(text, form) == shown


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("markdown", "so >!he *dies*\nat last!< ok", "so ▸ spoiler · 4 words\n ok"),
        ("markdown", ">!he dies!<", "▸ spoiler · 2 words"),
        ("markdown", ">!a!< >!b!<", "▸ spoiler · 1 word ▸ spoiler · 1 word"),
        ("markdown", "no >!end `>!code`", "no >!end >!code"),
        ("markdown", ">! !< ||a||", ">! !< ||a||"),
        ("discord", "so ||he dies|| ok", "so ▸ spoiler · 2 words ok"),
        ("plain", ">!a!<", ">!a!<"),
    ],
)
def test_spoilers_are_hidden(form: BodyForm, text: str, shown: str) -> None:
    assert draw(text, form) == shown


def test_spoilers_that_are_asked_for_have_no_marks() -> None:
    asked = Drawing(shows_spoilers=True)
    assert draw("so >!he *dies*\nat last!< ok", drawing=asked) == "so he dies\nat last ok"
    assert draw("so ||he dies|| ok", "discord", drawing=asked) == "so he dies ok"


def test_mentions_of_authors_of_the_page_are_found() -> None:
    names = {"mossy": 0, "@tram.fan": 1, "Di Old": 2}
    text = "@mossy, u/mossy. /u/mossy's @tram.fan. @Di Old @Di a@mossy @nobody https://a.example/@mossy"
    body = Body("plain", 200, names=names)
    (row,) = body.segment(text)
    found = [piece.text for piece in row.pieces or () if piece.look & MENTION]
    assert found == ["@mossy", "u/mossy", "/u/mossy", "@tram.fan", "@Di Old"]


def test_links_that_are_not_written_in_the_text_are_drawn() -> None:
    assert looks("see the minutes now", "html", [Given(4, 15, "https://example.org/m")]) == "see _the minutes_ now"
    assert looks("see the minutes now", "html", [Given(4, 15, "file:///etc/passwd")]) == "see _the minutes_ now"
    body = Body("html", WIDTH)
    rows = list(body.segment("a b", {0: [Given(0, 1, "https://example.org"), Given(2, 3, "javascript:x")]}))
    assert [piece.address for piece in rows[0].pieces or ()] == ["https://example.org", "", ""]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        (
            "markdown",
            """
            >> old
            > newer and so long that it needs a second row
            answer that is lazy
            """,
            """
            ▎▎ old
            ▎ newer and so long that it needs a
            ▎ second row
            ▎ answer that is lazy
            """,
        ),
        ("plain", "> quoted\nanswer\n>>>>> deep", "▎ quoted\nanswer\n▎▎▎5 deep"),
        ("plain", "- no list\n# no heading\n    no code", "- no list\n# no heading\n    no code"),
        ("markdown", ">!spoiler!< x", "▸ spoiler · 1 word x"),
        (
            "markdown",
            """
            Before
            * first item that is longer than the width
            * second

            * third
              10. inner

              more
            After the list, lazily

            # Head #
            Below
            """,
            """
            Before

            • first item that is longer than the
              width
            • second
            • third
              10. inner

              more
              After the list, lazily

            Head

            Below
            """,
        ),
        (
            "markdown",
            """
            ```sh
            ls   *.txt | while read a_very_long_name
            # no heading
            ```
            Text

                indented

            ***
            """,
            """
            | sh                             zw wraps
            | ls   *.txt | while read a_very_long_na›
            | # no heading
            Text

            | indented

            ────────────────────
            """,
        ),
        ("mrkdwn", "```one\ntwo```\n> said\nx", "| one\n| two\n▎ said\nx"),
        (
            "markdown",
            """
            | Line | Drivers |
            |------|:-------:|
            | *Shore* | 14 |
            | Hill \\| Dale | 8 |
            done
            """,
            """
            Line          Drivers
            ─────────────────────
            Shore              14
            Hill | Dale         8
            done
            """,
        ),
        ("html", "a | 1\nbb | 22\n\nnot | one", "a     1\nbb   22\n\nnot | one"),
        (
            "markdown",
            "|a|" + "b|" * 19 + "\n" + "|-" * 20 + "|\n" + "|some words" * 20 + "|",
            "||a|b|b|b|b|b|b|b|b|b|b|b|b|b|b|b|b|b|b›\n||-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-›\n"
            "||some words|some words|some words|some›".replace("||", "| |"),
        ),
        ("markdown", "one\n\n\n\ntwo\n===\nthree", "one\n\ntwo\n\nthree"),
        ("discord", "one\n===\n    two\n> a\nb", "one\n===\ntwo\n▎ a\nb"),
        ("markdown", "[a][1] [b]\n\n[1]: https://a.example/1\n[B]: //", "a b\n\n1: a.example/1\nB: //"),
    ],
)  # fmt: skip
def test_blocks_are_drawn(form: BodyForm, text: str, shown: str) -> None:
    assert draw(block(text), form) == block(shown)


def test_source_is_drawn_as_it_is() -> None:
    text = "> *a*\n\n\n```\n`b` https://example.org\n"
    assert draw(text, drawing=Drawing(as_source=True)) == text


def test_code_is_wrapped_on_request() -> None:
    text = "```\n" + "word " * 12 + "\n```"
    assert draw(text, drawing=Drawing(wraps_code=True)) == "| " + "word " * 7 + "word\n| word word word word"


def test_without_colours_marks_of_code_and_of_struck_words_stay() -> None:
    shown = draw("`a` ~~b~~ *c*\n```\nd\n```", drawing=Drawing(shows_marks=True))
    assert shown == "`a` ~~b~~ c\n|:d"


def test_long_addresses_are_cut_in_the_middle() -> None:
    address = "https://example.org/" + "path/" * 20 + "end.html"
    (row, *more) = Body("plain", 100).segment(f"see {address} now")
    text = "".join(piece.text for piece in row.pieces or ())
    assert not more
    assert text == "see example.org/path/path/path/path…h/path/end.html now"
    assert {piece.address for piece in row.pieces or () if piece.look & LINK} == {address}


def test_addresses_that_may_not_be_opened_are_words() -> None:
    for text in ("[a](file:///etc/passwd)", "<ftp://example.org>", "[a](https://-x)", "http://[::1"):
        rows = list(Body("markdown", WIDTH).segment(text))
        assert not any(piece.address for row in rows for piece in row.pieces or ())


def test_a_quote_names_the_comment_that_it_is_from() -> None:
    asked: list[Sequence[str]] = []

    def quoted(lines: Sequence[str]) -> Quoted | None:
        asked.append(lines)
        return Quoted(7, "quietdeck") if lines[0] == "known" else None

    body = Body("plain", WIDTH, quoted=quoted)
    text = "> known\n>> older\nAnswer\n> unknown\n>\n> " + "long " * 20 + "\n\n> known" + " w" * 12 + "\n\n> known"
    shown = drawn(body, body.segment(text))
    assert shown == block(
        """
        ▎ known
        ▎▎ older   ↑ quietdeck
        Answer
        ▎ unknown
        ▎
        ▎ long long long long long long long
        ▎ long long long long long long long
        ▎ long long long long long long

        ▎ known w w w w w w w w w w w w

        ▎ known   ↑ quietdeck
        """
    )
    assert asked == [["known"], ["unknown", "long " * 20], ["known" + " w" * 12], ["known"]]
    assert [(anchor.paragraph, anchor.last, anchor.comment) for anchor in body.quotes] == [
        (0, 1, 7), (3, 5, None), (7, 7, None), (9, 9, 7),
    ]  # fmt: skip


def test_the_name_has_a_row_of_its_own_if_there_is_no_room() -> None:
    body = Body("plain", 20, quoted=lambda _lines: Quoted(0, "quietdeck"))
    assert drawn(body, body.segment("> just fits here")) == "▎ just fits here\n▎ ↑ quietdeck"


def test_folded_quotes_are_one_row() -> None:
    body = Body("markdown", WIDTH, Drawing(folds_asides=True))
    rows = list(body.segment("> a\n>\n> b\n\nc\n```\n> code\n```"))
    assert [(row.paragraph, row.folded) for row in rows] == [(0, 3), (3, 0), (4, 0), (6, 0)]
    assert body.kinds[6] == ""


HIDDEN = [
    ("[words](https://example.org/far)", "far"),
    ("a **b**", "**"),
    ("```\nx\n```", "```"),
    ("| a | b |\n|---|---|\n| " + "long " * 20 + "needle | c |", "needle"),
    ("```\n" + "x" * 60 + "needle\n```", "needle"),
    ("one\n===", "==="),
]


@pytest.mark.parametrize(("text", "needle"), HIDDEN)
def test_a_hit_that_is_only_in_hidden_marks_shows_the_source_of_its_line(text: str, needle: str) -> None:
    def hits(_paragraph: int, line: str) -> list[tuple[int, int]]:
        at = line.find(needle)
        return [(at, at + len(needle))] if at >= 0 else []

    body = Body("markdown", WIDTH, hits=hits)
    shown = drawn(body, body.segment(text)).replace("\n| ", "")
    assert body.hides
    assert needle in shown
    assert needle not in draw(text)


def test_a_hit_across_hidden_marks_keeps_them_hidden() -> None:
    body = Body("markdown", WIDTH, hits=lambda _paragraph, line: [(line.index("b"), line.index("d") + 1)])
    assert drawn(body, body.segment("a b**c**d")) == "a bcd"


def test_quoted_lines_look_like_quotes() -> None:
    (row,) = Body("mrkdwn", WIDTH).segment("> *a* b")
    assert [(piece.text, piece.look) for piece in row.pieces or ()][2:] == [("a", STRONG | QUOTE), (" b", QUOTE)]


def test_rows_are_never_wider_than_the_line() -> None:
    text = "> 1. - > 漢字" + "漢字 " * 30 + "\n\n" + "> " * 40 + "deep " * 10
    for row in Body("markdown", WIDTH).segment(text):
        assert cell_len("".join(piece.text for piece in row.pieces or ())) <= WIDTH


def test_anchors_cover_characters() -> None:
    link = Anchor("link", 2, 5, 2, 9)
    assert [link.covers(2, start, start + 1) for start in (4, 5, 8, 9)] == [False, True, True, False]
    assert not link.covers(1, 6, 7)
    quote = Anchor("quote", 1, 0, 3, 4)
    assert [quote.covers(paragraph, 0, 4) for paragraph in range(5)] == [False, True, True, True, False]

"""The head of a comment: what the page writes beside the name, and how sure the time is."""

from __future__ import annotations

import pytest
from rich.style import Style

from harness.discussions import Post, make_discussion
from thread_parsers.reading import parse
from thread_reader.render.layout import FOLDED, lay_out
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.render.rails import Rails
from thread_reader.render.signs import ASCII, UNICODE, Signs, legend
from thread_reader.view.drawing import Drawing

POSTS = [Post("BayCourier", "Over.", "2024-03-09T18:20", likes=-3), Post("mossandiron", "Out."), Post("Ann", "In.")]


@pytest.fixture
def painter() -> Painter:
    discussion = make_discussion(POSTS)
    columns = discussion.columns
    columns.badges.update({0: "OP", 1: "Verified \x1b[31mPurchaser"})
    columns.edited[0] = "an hour ago"
    columns.times_as_written[1] = "05/06/2025"
    return Painter(discussion, 78, Looks(Style(), lambda _: Style()))


def head(painter: Painter, comment: int, width: int = 78) -> str:
    painter = painter._replace(width=width)
    layout = lay_out(painter.discussion, comment, width)
    return "".join(segment.text for segment in painter.line(comment, layout, 0, Overlay())).rstrip()


def test_badge_time_score_below_zero_and_edit_follow_the_name(painter: Painter) -> None:
    assert head(painter, 0) == "  ◦ BC BayCourier OP  2024-03-09 18:20  ♥ -3  edited"


def test_a_long_badge_is_cut_and_harmless(painter: Painter) -> None:
    assert head(painter, 1) == "  ◦ MO mossandiron Verified ␛[31mP…  05/06/2025"


def test_facts_leave_before_the_badge_where_there_is_no_room(painter: Painter) -> None:
    assert head(painter, 0, 40) == "  ◦ BC BayCourier OP  2024-03-09 18:20"
    assert head(painter, 0, 24) == "  ◦ BayCourier OP"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (None, "2024-03-04 00:00"),
        ("hour", "2024-03-04 00h"),
        ("day", "2024-03-04"),
        ("week", "2024-W10"),
        ("month", "2024-03"),
        ("year", "2024"),
    ],
)
def test_a_computed_time_has_a_tilde_and_is_no_finer_than_its_words(
    painter: Painter, unit: str | None, shown: str
) -> None:
    columns = painter.discussion.columns
    columns.time[2] = columns.time[0] - columns.time[0] % 86400 - 5 * 86400
    columns.inferred_times.add(2)
    if unit is not None:
        columns.time_units[2] = unit  # type: ignore[assignment]
    assert head(painter, 2) == f"  ◦ AN Ann  ~{shown}"


def lines(painter: Painter, comment: int, overlay: Overlay = Overlay()) -> list[str]:  # noqa: B008
    """All lines of a comment as they are drawn."""
    layout = FOLDED if overlay.folded else lay_out(painter.discussion, comment, painter.width)
    rows = (painter.line(comment, layout, number, overlay) for number in range(len(layout.lines)))
    return ["".join(segment.text for segment in row).rstrip() for row in rows]


def test_the_fold_sign_tells_whether_there_are_replies() -> None:
    discussion = make_discussion([Post("Ann", "One."), Post("Bo", "Two.", parent=1), Post("Cem", "Three.")])
    for signs, expected in ((UNICODE, "▾◦◦"), (ASCII, "v--")):
        painter = Painter(discussion, 78, Looks(Style(), lambda _: Style()), signs)
        assert "".join(lines(painter, comment)[0].split()[0] for comment in range(3)) == expected
        folded = [lines(painter, comment, Overlay(folded=True))[0].split()[0] for comment in range(3)]
        assert folded == [signs.folded] * 3


def test_a_comment_without_words_shows_its_state_in_their_place() -> None:
    discussion = make_discussion([Post("", "", "2024-03-09T18:20"), Post("Ann", "Still here."), Post("Bo", "")])
    discussion.columns.states.update({0: "deleted", 1: "spam"})
    roles: list[str] = []

    def style(role: str) -> Style:
        roles.append(role)
        return Style()

    painter = Painter(discussion, 78, Looks(Style(), style))
    assert lines(painter, 0) == ["  ◦ ·· [deleted]  2024-03-09 18:20", "  │ [deleted]", ""]
    assert lines(painter, 1) == ["  ◦ AN Ann  spam", "  │ Still here.", ""]
    assert lines(painter, 2) == ["  ◦ BO Bo", ""]
    assert "quiet" in roles


def test_a_folded_comment_says_once_that_it_was_deleted() -> None:
    discussion = make_discussion([Post("", "[deleted]"), Post("", "")])
    discussion.columns.states.update({0: "deleted", 1: "deleted"})
    painter = Painter(discussion, 78, Looks(Style(), lambda _: Style()))
    for comment in (0, 1):
        assert lines(painter, comment, Overlay(folded=True)) == ["  ▸ ·· [deleted]"]


@pytest.mark.parametrize(("signs", "mark"), [(UNICODE, "✓"), (ASCII, "$")])
def test_an_accepted_answer_has_a_mark_in_both_sets_of_signs(signs: Signs, mark: str) -> None:
    discussion = make_discussion([Post("Ann", "Oil the hinge.", likes=-3)])
    discussion.columns.accepted.add(0)
    painter = Painter(discussion, 78, Looks(Style(), lambda _: Style()), signs)
    assert f"Ann  {mark} accepted  {signs.likes} -3" in lines(painter, 0)[0]
    assert (mark, "the answer that was accepted") in legend(signs)


def test_a_new_subject_is_in_the_head_and_is_cut_or_left_out_where_there_is_no_room() -> None:
    posts = [Post("Ann", "One."), Post("Bo", "Two.", parent=1), Post("Cem", "Three.", parent=2)]
    discussion = make_discussion(posts, article=["The night trams are back."])
    discussion.columns.subjects.update({0: "Night trams", 1: "Re: night trams", 2: "Re: Buses\x1b[31m at weekends"})
    painter = Painter(discussion, 78, Looks(Style(), lambda _: Style()))
    assert [lines(painter, comment)[0] for comment in range(3)] == [
        '  ▾ AN Ann  "Night trams"',
        "    ▾ BO Bo",
        '      ◦ CE Cem  "Buses␛[31m at weekends"',
    ]
    assert lines(painter._replace(width=22), 0)[0] == '  ▾ Ann  "Night trams"'
    assert lines(painter._replace(width=21), 0)[0] == '  ▾ Ann  "Night tram…'
    assert lines(painter._replace(width=19), 0)[0] == "  ▾ Ann"
    assert lines(painter, 0, Overlay(folded=True)) == ["  ▸ AN Ann".ljust(42) + '↩   2  "Night trams" · One.']


def test_a_state_that_is_long_and_hostile_is_cut_and_harmless() -> None:
    discussion = make_discussion([Post("Ann", "")])
    discussion.columns.states[0] = "gone \x1b[2J" * 20
    painter = Painter(discussion, 60, Looks(Style(), lambda _: Style()))
    head, words, _ = lines(painter, 0)
    assert head == "  ◦ AN Ann  gone ␛[2Jgone ␛…"
    assert words.startswith("  │ [gone ␛[2J")
    assert len(words) <= 60


def test_quotes_and_signatures_are_quiet_and_one_line_if_they_are_folded() -> None:
    page = b"From: Ada <a@b>\nMessage-ID: <a@b>\nIn-Reply-To: <gone@b>\n\n> Tea?\n> Milk?\nYes.\n-- \nAda\n"
    quiet = Style(dim=True)
    painter = Painter(parse(page), 78, Looks(Style(), lambda role: quiet if role in ("quiet", "quote") else Style()))
    assert "answers a missing mail" in head(painter, 0)
    drawn = {}
    for folds in (False, True):
        layout = lay_out(painter.discussion, 0, 78, drawing=Drawing(folds_asides=folds))
        last = [painter.line(0, layout, number, Overlay())[-1] for number in range(1, layout.height() - 1)]
        drawn[folds] = [(segment.text, segment.style == quiet) for segment in last]
    assert drawn[False] == [("Tea?", True), ("Milk?", True), ("Yes.", False), ("-- ", True), ("Ada", True)]
    assert drawn[True] == [("▸ 2 lines quoted", True), ("Yes.", False), ("▸ signature, 2 lines", True)]


def test_what_is_attached_is_named_in_the_head() -> None:
    page = (
        b"From: Ada <a@b>\nMessage-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nTea.\n"
        b"--b\nContent-Type: image/png; name=\x1b[2Jtea.png\n\nx\n--b--\n"
    )
    painter = Painter(parse(page), 78, Looks(Style(), lambda _: Style()))
    assert head(painter, 0) == "  ◦ AD Ada  [␛[2Jtea.png (image/png)]"


def test_only_the_words_of_a_parents_name_look_like_a_link(painter: Painter) -> None:
    underlined = Style(underline=True)
    painter = painter._replace(looks=Looks(Style(), lambda role: underlined if role == "link" else Style()))
    layout = lay_out(painter.discussion, 2, 78)
    drawn = painter.line(2, layout, 0, Overlay(rails=Rails(parent="mossandiron")))
    assert [text for text, style, _ in drawn if style and style.underline] == ["↑ mossandiron"]

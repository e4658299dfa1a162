"""The list of discussions, the search in all of them, and the open ones."""

from __future__ import annotations

from harness.fake_host import comments_of, open_session, press


def test_the_list_and_the_search_are_the_hosts() -> None:
    session, host = open_session(comments_of(("Ada", -1, "Yes.")))
    press(session, "O", "S")
    assert host.calls[-2:] == ["open_list", "search_library"]


def test_going_to_another_open_discussion() -> None:
    session, host = open_session(comments_of(("Ada", -1, "Yes.")))
    press(session, ">")
    assert session.message == "no other discussion is open; O lists more"
    host.has_others = True
    press(session, ">", "<")
    assert host.calls[-2:] == ["show_open 1", "show_open -1"]
    assert session.message == ""


def test_other_discussions_of_the_file_are_shown_as_they_were_left() -> None:
    session, host = open_session(comments_of(("Ada", -1, "Yes."), ("Bo", -1, "No.")))
    other = comments_of(("Cy", -1, "Perhaps."))
    parts = session.reader.discussion.parts
    parts.append(other)
    other.parts = parts
    first = session.reader
    session.parts.show(1, "1")
    assert session.next_reader is not None
    assert session.next_reader.discussion is other
    assert session.parts.readers == {0: first}
    assert host.calls[-1] == "switch_session"


def test_a_place_that_there_is_not_is_said() -> None:
    session, _ = open_session(comments_of(("Ada", -1, "Yes."), ("Bo", -1, "No.")))
    session.parts.show(0, "7")
    assert session.message == "no comment 7; the last one is 2"
    session.parts.show(0, "2")
    assert session.reader.position.comment == 1


async def test_a_place_that_the_filter_hides_switches_it_off() -> None:
    session, _ = open_session(comments_of(("Ada", -1, "Yes."), ("Bo", -1, "No.")))
    session.filter_by("user:Ada")
    await session.scheduler.wait()
    assert list(session.reader.visible) == [0]
    session.parts.show(0, "2")
    assert session.reader.position.comment == 1
    assert not session.reader.filter.active

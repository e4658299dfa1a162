"""Videos: what the cases of yt-dlp and of YouTube's Data API do not say."""

from __future__ import annotations

import json

import pytest

from thread_parsers.reading import parse

COMMENTS = [
    {"id": "a", "parent": "root", "text": "tea", "author": "bo", "author_id": "x", "like_count": 1},
    {"id": "a.b", "parent": "a", "text": "cup", "author": "cy", "author_id": "y", "like_count": 2},
]
FORMATS = [{"format_id": str(at), "protocol": "https", "url": "https://x.example/" + 300 * "a"} for at in range(700)]
VIDEO = {"id": "v", "title": "Kettles", "formats": FORMATS, "comments": COMMENTS, "extractor_key": "Example"}


def test_comments_behind_hundreds_of_addresses_are_found() -> None:
    page = json.dumps(VIDEO).encode()
    assert page.index(b'"comments"') > 3 << 16
    discussion = parse(page)
    assert (discussion.format, discussion.title) == ("yt-dlp", "Kettles")
    assert [(comment.author, comment.parent) for comment in discussion.comments] == [("bo", None), ("cy", 1)]


def test_each_video_of_a_playlist_is_a_discussion() -> None:
    playlist = {"_type": "playlist", "title": "All", "entries": [VIDEO, VIDEO | {"title": "Cups"}], "_version": {}}
    parts = parse(json.dumps(playlist).encode()).parts
    assert [(part.title, len(part.comments)) for part in parts] == [("Kettles", 2), ("Cups", 2)]


def test_comments_alone_are_recognized() -> None:
    for page in (COMMENTS, {"comments": COMMENTS}):
        discussion = parse(json.dumps(page).encode())
        assert (discussion.format, len(discussion.comments)) == ("yt-dlp", 2)


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        ("1 year ago", "~2024"),
        ("3 days ago (edited)", "~2024-03-09"),
        ("", "2024-03-09 16:00+00:00"),
        ("who knows", "2024-03-09 16:00+00:00"),
    ],
)
def test_a_time_is_as_exact_as_its_age(age: str, shown: str) -> None:
    comment = COMMENTS[0] | {"timestamp": 1710000000, "_time_text": age}
    read = parse(json.dumps([comment]).encode()).comments[0]
    assert (read.shown_time, read.time and read.time.timestamp()) == (shown, 1710000000)


def test_pages_of_threads_are_one_discussion() -> None:
    def page(name: str, **more: object) -> dict[str, object]:
        snippet = {"textDisplay": f"<b>{name}</b> &amp; tea", "publishedAt": "2024-03-09T16:00:00Z"}
        thread = {
            "kind": "youtube#commentThread",
            "id": name,
            "snippet": {"topLevelComment": {"id": name, "snippet": snippet}},
        }
        return {"kind": "youtube#commentThreadListResponse", "items": [thread], **more}

    discussion = parse(json.dumps([page("a", nextPageToken="x"), page("b")]).encode())
    assert [comment.segments[0].text for comment in discussion.comments] == ["a & tea", "b & tea"]
    assert not [note for note in discussion.receipt.notes if "pages" in note.text]


def test_replies_in_another_answer_find_their_thread() -> None:
    def item(name: str, **more: str) -> dict[str, object]:
        return {"kind": "youtube#comment", "id": name, "snippet": {"textOriginal": name, **more}}

    discussion = parse(json.dumps({"items": [item("b", parentId="a"), item("a")]}).encode())
    assert [(comment.site_id, comment.parent) for comment in discussion.comments] == [("a", None), ("b", 1)]

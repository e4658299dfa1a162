"""Records are read from any bytes, with the right places, after damage too, with work that grows with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.work import calls, largest_step
from thread_parsers.formats.xml import records as records_module
from thread_parsers.formats.xml.records import MAX_FIELDS, Record, RecordReader, attribute_place
from thread_parsers.formats.xml.scanner import MAX_NOTES, PIECE_BYTES
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BOARD = {"": ("post", "thread")}
BLOG = {"": ("channel",), "channel": ("item",), "item": ("wp:comment",)}
ALL = {"": ("channel", "feed", "post", "row"), "channel": ("item",), "item": ("wp:comment",), "feed": ("entry",)}
PLACED = ("message", "wp:comment_content", "title", "")


def reader(xml: str | bytes, nesting: Mapping[str, Sequence[str]] = BOARD) -> RecordReader:
    data = xml.encode("utf-8", "surrogateescape") if isinstance(xml, str) else xml
    return RecordReader(BufferSource(data), nesting, PLACED)


def read(xml: str | bytes, nesting: Mapping[str, Sequence[str]] = BOARD) -> list[Record]:
    return [record for record in reader(xml, nesting).records() if record is not None]


def messages(xml: str | bytes) -> list[str]:
    return [record.text("message") for record in read(xml)]


def notes(xml: str | bytes) -> list[str]:
    read_from = reader(xml)
    assert list(read_from.records())
    return [note.text for note in read_from.notes()]


def post(number: int, message: str = "Tea.") -> str:
    return f'<post dsq:id="{number}"><message>{message}</message><author><name>Mara</name></author></post>\n'


def board(*posts: str) -> str:
    return (
        '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        + "".join(posts)
        + "</disqus>"
    )


def test_a_record_has_its_attributes_its_fields_and_their_paths() -> None:
    (record,) = read(board(post(7)))
    assert (record.tag, record.attributes, record.complete) == ("post", {"dsq:id": "7"}, True)
    assert record.fields == [("message", "Tea.", {}), ("author/name", "Mara", {}), ("author", "", {})]
    assert record.text("nothing", "author/name") == "Mara"


def test_an_element_with_the_name_of_a_record_inside_another_one_is_a_field() -> None:
    (record,) = read('<a><post><thread id="2" /><thread id="3">x</thread></post></a>')
    assert [path for path, _, _ in record.fields] == ["thread", "thread"]
    assert (record.attribute("thread", "id"), record.text("thread")) == ("2", "x")


def test_records_inside_a_record_come_first_and_know_what_was_read_of_it() -> None:
    reading = reader(
        '<rss><channel><title>Blog</title><item><title>Kettles</title><wp:comment><wp:comment_id>1</wp:comment_id>'
        "</wp:comment><link>x</link></item></channel></rss>",
        BLOG,
    )  # fmt: skip
    found = [record for record in reading.records() if record is not None]
    comment, item, channel = found
    assert [record.tag for record in found] == ["wp:comment", "item", "channel"]
    assert (comment.outer, item.outer, channel.outer) == (item, channel, None)
    assert (item.text("title"), item.text("link"), channel.text("title")) == ("Kettles", "x", "Blog")


@pytest.mark.parametrize(
    "declaration",
    ["http://wordpress.org/export/1.2/", "https://wordpress.org/export/1.0/", "http://WordPress.org/export/1.1"],
)
def test_another_prefix_for_the_same_namespace_makes_no_difference(declaration: str) -> None:
    for prefix in ("wp", "w"):
        xml = (
            f'<rss xmlns:{prefix}="{declaration}"><channel><item><{prefix}:comment><{prefix}:comment_id>1'
            f"</{prefix}:comment_id></{prefix}:comment></item></channel></rss>"
        )
        assert read(xml, BLOG)[0].text("wp:comment_id") == "1"


def test_the_namespace_of_the_root_has_no_prefix_and_others_of_known_names_do() -> None:
    nesting = {"": ("feed",), "feed": ("entry",)}
    atom = "http://www.w3.org/2005/Atom"
    written = f'<a:feed xmlns:a="{atom}"><a:entry><a:title>x</a:title></a:entry></a:feed>'
    assert read(written, nesting)[0].text("title") == "x"
    rss = f'<rss xmlns:a="{atom}"><channel><a:link>no</a:link><link>yes</link></channel></rss>'
    assert read(rss, BLOG)[0].text("link") == "yes"


def test_a_namespace_declared_on_an_element_ends_with_it() -> None:
    xml = (
        '<disqus xmlns="http://disqus.com"><post><message xmlns="http://www.w3.org/2005/Atom">a</message></post>'
        "<post><message>b</message></post></disqus>"
    )
    assert [record.fields[0][0] for record in read(xml)] == ["atom:message", "message"]


def test_places_are_those_of_the_file() -> None:
    xml = board(
        post(1), '<post><message a=">" >ü<![CDATA[<b>]]></message></post>', "<post><message/></post>", "<post/>"
    )
    data = xml.encode()
    found = read(xml)
    assert [data[record.start : record.end] for record in found] == [
        post(1).strip().encode(), '<post><message a=">" >ü<![CDATA[<b>]]></message></post>'.encode(),
        b"<post><message/></post>", b"<post/>",
    ]  # fmt: skip
    bodies = [data[slice(*record.places["message"])] for record in found[:3]]
    assert bodies == [b"Tea.", "ü<![CDATA[<b>]]>".encode(), b""]
    assert [record.text("message") for record in found] == ["Tea.", "ü<b>", "", ""]


def test_the_place_of_an_attribute_is_looked_for_in_the_start_tag_only() -> None:
    xml = "<board><post a=\"x='1'\" title='>'\n body = \"2\"> id='3' </post></board>"
    (record,) = read(xml)
    source = BufferSource(xml.encode())
    places = {name: attribute_place(source, record, name) for name in ("a", "x", "title", "body", "id")}
    assert {name: place and xml[slice(*place)] for name, place in places.items()} == {
        "a": "x='1'", "x": None, "title": ">", "body": "2", "id": None
    }  # fmt: skip


@pytest.mark.parametrize("before", ["", "a=' body=\"1\"' ", 'a=" body=1" ', "xbody='1' bodyx=\"1\" ", 'x:y="1"\n'])
@pytest.mark.parametrize("written", ['body="te é"', "body='te é'", 'body = "te é"'])
def test_the_place_of_an_attribute_is_found_however_it_is_written(before: str, written: str) -> None:
    xml = f'<board><post {before}{written} id="3"/></board>'.encode()
    (record,) = read(xml.decode())
    place = attribute_place(BufferSource(xml), record, "body")
    assert place is not None
    assert xml[slice(*place)].decode() == "te é"


def test_the_place_of_an_attribute_is_found_beside_a_long_text() -> None:
    xml = f'<board><post a="1">{"a" * 4_000_000}</post></board>'
    (record,) = read(xml)
    assert attribute_place(BufferSource(xml.encode()), record, "title") is None


@pytest.mark.parametrize(
    "record", ["<post/>", "<post></post>", "<post>/></post>", '<post a="/>"></post>', "<post> </post>"]
)
def test_the_end_of_an_empty_record_is_right(record: str) -> None:
    xml = f"<a>{record}<b/></a>"
    (found,) = read(xml)
    assert xml[found.start : found.end] == record


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a &amp; b &lt;i&gt; &#252; &#xFC; &#x1F600;", "a & b <i> ü ü 😀"),
        ("AT&T, &nbsp;, &unknown; &", "AT&T, &nbsp;, &unknown; &"),
        ("&#0; &#x1f; &#xFFFF; &#55296; &#99999999999;", "&#0; &#x1f; &#xFFFF; &#55296; &#99999999999;"),
        ("a\x00b\x0bc\x1b\x7f", "a b c  "),
        ("a\udcffb", "a?b"),
        ("\ufffe", "\ufffd"),
    ],
)
def test_what_xml_does_not_allow_does_not_lose_the_comment(written: str, text: str) -> None:
    for wrapped in (written, f"<![CDATA[{written}]]>"):
        kept = text if wrapped is written or "&amp;" not in written else written
        assert messages(board(post(1, wrapped), post(2))) == [kept, "Tea."]
    if '"' not in written:
        (record,) = read(f'<rows><post Text="{written}" /></rows>')
        assert record.attributes["Text"] == text


def test_invalid_bytes_are_noted() -> None:
    assert notes(board(post(1, "a\udcff?\udcfe"))) == ["2 invalid bytes of UTF-8 replaced by ?"]


@pytest.mark.parametrize(
    "head", ['<?xml version="1.0" encoding="ISO-8859-1"?>', '<?xml version="1.1" encoding="x-none" ?>\n']
)
def test_the_encoding_of_the_declaration_is_ignored(head: str) -> None:
    assert messages(head + board(post(1, "Fähre"))) == ["Fähre"]


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    entities = '<!ENTITY a "&#65;&#65;"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "/etc/hostname">'
    bomb = f'<!DOCTYPE d SYSTEM "/etc/hostname" [{entities}]>'
    assert messages(bomb + board(post(1, "&b; &f;"))) == ["&b; &f;"]
    (record,) = read(bomb + '<rows><post Text="&b;&f;"/></rows>')
    assert record.attributes == {"Text": "&b;&f;"}


def test_a_damaged_beginning_is_skipped_and_noted() -> None:
    assert messages("`junk\n" + board(post(1))) == ["Tea."]
    assert notes("`junk\n" + board(post(1))) == [
        "XML damaged at byte 0, text before the first tag: read on from byte 6"
    ]
    assert messages("\ufeff \n<?xml version='1.0'?>" + board(post(1))) == ["Tea."]
    assert notes("\ufeff \n" + board(post(1))) == []


def test_a_file_that_begins_in_the_middle_is_read_from_the_first_record() -> None:
    assert messages("ea.</message></post>" + post(2) + post(3) + "</disqus>") == ["Tea.", "Tea."]


def test_after_damage_reading_goes_on_at_the_next_record() -> None:
    xml = board(post(1), "<post dsq:id=2><message>lost</message></post>", post(3, "a < b"), post(4), post(5))
    found = read(xml)
    assert [(record.attributes.get("dsq:id"), record.complete) for record in found] == [
        ("1", True), ("3", False), ("4", True), ("5", True),
    ]  # fmt: skip
    assert found[1].text("message") == "a "
    first, second = xml.index("2><message>lost"), xml.index("< b") + 1
    third, fourth = xml.index(post(3, "a < b")), xml.index(post(4))
    assert notes(xml) == [
        f"XML damaged at byte {first}, not well-formed (invalid token): read on from byte {third}",
        f"XML damaged at byte {second}, not well-formed (invalid token): read on from byte {fourth}",
    ]


def test_after_damage_in_an_item_its_comments_still_belong_to_it() -> None:
    comments = "".join(f"<wp:comment><wp:comment_id>{at}</wp:comment_id></wp:comment>" for at in range(3))
    item = "<item><title>{}</title>{}" + comments + "</item>"
    xml = (
        "<rss><channel>"
        + item.format("One", "<b>")
        + item.format("Two", "a & <")
        + item.format("Three", "")
        + "</channel></rss>"
    )
    xml = xml.replace("<b><wp:comment>", "<b></i><wp:comment>")
    found = [record for record in read(xml, BLOG) if record.tag == "wp:comment"]
    titles = [record.outer.text("title") for record in found if record.outer is not None]
    assert titles == ["One"] * 3 + ["Two"] * 3 + ["Three"] * 3


def test_after_damage_a_record_without_an_end_ends_at_the_next_one() -> None:
    found = read(board("<post><message>a<b</message><<post>", post(1), post(2)))
    assert [record.attributes.get("dsq:id") for record in found if record.complete] == ["1", "2"]


def test_two_documents_in_one_file_are_both_read() -> None:
    assert messages(board(post(1, "a")) + "\n<?xml version='1.0'?>" + board(post(2, "b"))) == ["a", "b"]


def test_a_cut_file_keeps_what_was_read() -> None:
    whole = board(post(1), post(2, "Coffee."), post(3))
    cut = whole[: whole.index("offee")]
    first, second = read(cut)
    assert (first.complete, second.complete, second.text("message"), second.end) == (True, False, "C", len(cut))
    assert notes(cut) == [f"XML damaged at byte {len(cut)}, the file ends inside an element: read until there"]


def test_many_damaged_places_are_counted() -> None:
    xml = board(*(post(at, "a < b") for at in range(MAX_NOTES + 5)))
    assert len(read(xml)) == MAX_NOTES + 5
    assert notes(xml)[MAX_NOTES:] == ["XML damaged at 5 more places"]


def test_fields_deeper_than_the_limit_keep_their_words() -> None:
    xml = "<a><post>" + "".join(f"<n>{at} " for at in range(5_000)) + "</n>" * 5_000 + "</post><post>x</post></a>"
    deep, flat = read(xml)
    assert sorted(int(word) for _, text, _ in deep.fields for word in text.split()) == list(range(5_000))
    assert flat.text("") == "x"


def test_too_many_fields_and_too_much_text_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    many, few = read("<a><post>" + "<n/>" * (MAX_FIELDS + 1) + "</post><post><n/></post></a>")
    assert (len(many.fields), many.shortened, few.shortened) == (MAX_FIELDS, True, False)
    monkeypatch.setattr(records_module, "MAX_TEXT_CHARACTERS", 3)
    long, short = read(board(post(1, "Teapots<b/>x"), "<post><message>Tea</message></post>"))
    assert (long.shortened, long.text("message"), short.shortened, short.text("message")) == (True, "", False, "Tea")


@pytest.mark.parametrize("size", [PIECE_BYTES - 50, PIECE_BYTES, 10 * PIECE_BYTES + 7])
def test_long_tags_and_texts_are_read_and_their_places_right(size: int) -> None:
    text, value = "ü&amp;" * (size // 7), "é>&lt;" * (size // 7)
    xml = f'<a><!-- {value} --><post Text="{value}"><message>{text}</message></post><post/></a>'
    found, last = read(xml)
    assert found.attributes["Text"] == value.replace("&lt;", "<")
    assert found.text("message") == text.replace("&amp;", "&")
    data = xml.encode()
    assert data[slice(*found.places["message"])] == text.encode()
    assert data[found.start : found.end].startswith(b"<post Text=")
    assert data[last.start : last.end] == b"<post/>"


PARTS = st.sampled_from([
    "<post>", "</post>", '<post dsq:id="1">', "<post/>", "<message>", "</message>", "<thread a='>'/>", '<row a="x"/>',
    "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>", "<wp:comment>",
    "</wp:comment>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "</feed>", "<![CDATA[", "]]>",
    "<!--", "-->", "<?x", "?>", "<!DOCTYPE a [", "<!ENTITY b 'c'>", "<?xml version='1.0'?>", "&", "&amp;", "&#0;",
    "&nbsp;", "<", ">", '"', "'", "Tea ", "é", "\0", "\udcff", "\ufffe", "\n",
])  # fmt: skip
PAGES = st.lists(PARTS, max_size=40).map("".join)


def assert_places_are_right(data: bytes) -> None:
    read_from = RecordReader(BufferSource(data), ALL, PLACED)
    ends = dict.fromkeys(ALL, 0)
    for record in read_from.records():
        if record is None:
            continue
        assert 0 <= record.start <= record.end <= len(data)
        assert data[record.start : record.start + 1] == b"<"
        assert not record.complete or data[record.end - 1 : record.end] == b">"
        for start, end in record.places.values():
            assert record.start <= start <= end <= record.end
        if record.tag in ("post", "row"):
            assert record.start >= ends[""]
            ends[""] = record.end
    for note in read_from.notes():
        assert note.text


@given(PAGES)
def test_any_pieces_of_xml_are_read_without_an_exception_and_places_are_inside(page: str) -> None:
    assert_places_are_right(page.encode("utf-8", "surrogateescape"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    assert_places_are_right(b"<a><post>" + data + b"</post><post>")
    assert_places_are_right(data)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="<&\x7f]\r", exclude_categories=("Cc", "Cs", "Cn")), min_size=1
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(min_value=0, max_value=400))
def test_a_file_cut_anywhere_gives_the_records_before_the_cut(texts: list[str], cut: int) -> None:
    posts = [post(at, text) for at, text in enumerate(texts)]
    data = board(*posts).encode()
    whole = messages(data)
    assert whole == ["" if text.isspace() else text for text in texts]
    data = data[:cut]
    found = read(data)
    complete = [record for record in found if record.complete]
    assert [record.text("message") for record in complete] == whole[: len(complete)]
    assert len(complete) == data.count(b"</post>")
    assert len(found) - len(complete) <= 1


@given(st.lists(WORDS, min_size=2, max_size=6), st.data())
def test_a_damaged_record_does_not_harm_the_others(texts: list[str], data: st.DataObject) -> None:
    hit = data.draw(st.integers(min_value=0, max_value=len(texts) - 1))
    posts = [post(at, text) for at, text in enumerate(texts)]
    at = data.draw(st.integers(min_value=len("<post"), max_value=len(posts[hit]) - 2))
    posts[hit] = posts[hit][:at] + "<<" + posts[hit][at:]
    found = {record.attributes.get("dsq:id"): record.text("message") for record in read(board(*posts))}
    for number, text in enumerate(texts):
        if number != hit:
            assert found[str(number)] == ("" if text.isspace() else text)


def entities(count: int) -> str:
    declared = "".join(f"<!ENTITY e{at} '&e{at - 1};&e{at - 1};'>" for at in range(count))
    return f"<!DOCTYPE a [{declared}]><post>&e{count - 1};</post>"


GROWING: dict[str, Callable[[int], str]] = {
    "records": lambda count: board(*(post(at) for at in range(count))),
    "damaged records": lambda count: board(*(post(at, "a < b") for at in range(count))),
    "end tags": lambda count: "<a>" + "</b>" * count,
    "records and wrong end tags": lambda count: "<a>" + "<post></b>" * count,
    "unclosed records": lambda count: "<post>" * count,
    "unclosed comments": lambda count: "<post><!-- " * count,
    "unclosed sections": lambda count: "<post><![CDATA[ " * count,
    "unclosed quotes": lambda count: '<post a="' * count,
    "quotes": lambda count: "<post " + "\"'" * count,
    "tags that do not end": lambda count: "<post " * count,
    "one long tag": lambda count: '<a><post b="' + "x> " * count + '"/></a>',
    "declarations": lambda count: "<post xmlns:b='c'>" * count,
    "prefixes": lambda count: "<a>" + "".join(f"<b{at} xmlns:c{at}='d{at}'>" for at in range(count)),
    "fields": lambda count: "<a><post>" + "<b>x</b>" * count + "</post></a>",
    "nesting": lambda count: "<a><post>" + "<b>x" * count + "</b>" * count + "</post></a>",
    "ampersands": lambda count: "<a><post>" + "&" * count + "</post></a>",
    "entities": entities,
    "roots": lambda count: "<a></a>" * count,
}  # fmt: skip


@pytest.mark.parametrize("kind", GROWING)
def test_twice_as_much_takes_about_twice_the_work(kind: str) -> None:
    def work(count: int) -> int:
        source = BufferSource(GROWING[kind](count).encode())
        return calls(lambda: list(RecordReader(source, ALL, PLACED).records()))

    once, twice = work(4_000), work(8_000)
    assert twice < 2.5 * once + 1_000


class CountingSource(BufferSource):
    """A page in memory that counts the bytes read from it."""

    read_bytes = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.read_bytes += len(piece)
        return piece


@pytest.mark.parametrize("kind", GROWING)
def test_damage_does_not_make_the_file_be_read_over_and_over(kind: str) -> None:
    source = CountingSource(GROWING[kind](50_000).encode())
    for _ in RecordReader(source, ALL, PLACED).records():
        pass
    assert source.read_bytes < 12 * source.size + (1 << 22)


def test_no_step_is_long() -> None:
    source = BufferSource(board(*("<post/>" for _ in range(20_000))).encode())
    assert largest_step(RecordReader(source, ALL, PLACED).records()) < 22 * PIECE_BYTES // len("<post/>")

"""The pages in web archives: WARC, and WET, which has the text of pages. Archives that are cut off are noticed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from thread_parsers.bulk.expanded import expanded
from thread_parsers.bulk.pages import Page, encodable_name
from thread_parsers.errors import Unreadable
from thread_parsers.source.charsets import known_charset
from thread_parsers.source.decode import MAX_EXPANDED_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.source.limited import Readable

NAMES = re.compile(r"\.(?:warc|wet)(?:\.(?:gz|zst))?\Z", re.IGNORECASE)
"""Files that are archives."""
END = b"\r\n\r\n"
"""What is after every record."""
TOO_LARGE = f"too large: over {MAX_EXPANDED_BYTES >> 20} MiB"


def pages_in(path: str, told: Callable[[int], None]) -> Iterator[Page]:
    """The pages of an archive. `told` is called with how many bytes of the file have been read. Raises Unreadable
    after the last whole record if there should be more, and OSError."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    source, records = encodable_name(path), 0
    with expanded(path) as file:
        stream = _Ending(file.content)
        content = cast("BinaryIO", stream)  # it needs `read` and `tell` only
        archive = ArchiveIterator(content, parse_http=False, stream_detect=False, fsspec_args=False)
        try:
            for record in archive:
                if record.record_type & wanted:
                    page = _page(source, records + 1, record)
                    if page is None:
                        stream.fault = stream.fault or "cut off"
                        break
                    yield page
                records += 1
                told(file.on_disk.tell())
        except OSError as error:
            stream.fault = stream.fault or f"damaged: {error}"
        except BaseException as error:
            if not _is_fault(error):
                raise
            stream.fault = f"damaged: {error}"
    if not stream.is_whole:
        raise Unreadable(path, f"{stream.fault or 'cut off'} after record {records:,}")


def _page(source: str, number: int, record: Any) -> Page | None:
    """The page of a record; None if the record is cut off."""
    page = Page(
        f"{source}#{number}",
        source=source,
        record=number,
        address=record.headers.get("WARC-Target-URI"),
        fetched=record.record_date,
        is_sieved=True,
    )
    size = record.content_length
    if size > MAX_EXPANDED_BYTES:
        return page._replace(error=TOO_LARGE)
    data = record.reader.read()
    if len(data) < size or record.headers.get("Content-Length") is None:
        return None
    return page._replace(data=data, is_http=record.is_http)


def _is_fault(error: BaseException) -> bool:
    """Whether this is what fastwarc raises for its own faults."""
    return type(error).__name__ == "PanicException"


def body_of(name: str, answer: bytes) -> tuple[bytes, str]:
    """The body of the answer of a server, decoded, and the encoding that its head states, as Python calls it. Raises
    Unreadable."""
    from fastwarc.warc import WarcRecord

    try:
        record = WarcRecord()
        record.set_bytes_content(answer)
        record.is_http = True
        record.parse_http(auto_decode="all")
        body = record.reader.read(MAX_EXPANDED_BYTES + 1)
    except BaseException as error:
        if not isinstance(error, OSError) and not _is_fault(error):
            raise
        raise Unreadable(name, f"damaged: {error}") from error
    if len(body) > MAX_EXPANDED_BYTES:
        raise Unreadable(name, TOO_LARGE)
    return body, known_charset(record.http_charset or "")


class _Ending:
    """A stream that knows how it has ended: fastwarc reads an archive that is cut off without an error. Where reading
    fails it ends, so that what was read before is used."""

    def __init__(self, content: Readable) -> None:
        self._read: Callable[[int], bytes] = getattr(
            content, "read1", content.read
        )  # `read` loses what a fault is after
        self._tail = b""
        self._count = 0
        self.fault = ""

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._count

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        try:
            piece = b"" if self.fault else self._read(size)
        except EOFError:
            self.fault = "cut off"
            return b""
        except Exception as error:  # each library of compression has errors of its own
            self.fault = f"damaged: {error}"
            return b""
        self._count += len(piece)
        if piece:
            self._tail = (self._tail + piece)[-len(END) :] if len(piece) < len(END) else piece[-len(END) :]
        return piece

    @property
    def is_whole(self) -> bool:
        """Whether the last record ended where the stream did. An empty stream is an archive without records."""
        return not self.fault and self._tail in (b"", END)

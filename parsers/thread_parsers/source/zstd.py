"""Reading zstd: by the standard library from Python 3.14 on, else by `zstandard`, the extra `zst` of this package.

Importing this module raises ImportError where there is neither.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.source.limited import Readable

MAX_WINDOW_LOG = 31
"""Windows up to 2 GiB, the largest of the format: dumps are compressed with `--long=31`."""
SLICE_BYTES = 1 << 10
"""Compressed bytes decompressed at a time. Four bytes may stand for a block of 128 KiB, so this becomes 32 MiB at
most."""

if sys.version_info >= (3, 14):
    from compression import zstd

    ZstdError = zstd.ZstdError

    def open_zstd(stream: IO[bytes]) -> AbstractContextManager[Readable]:
        """The decompressed bytes of a stream. Reading raises ZstdError, and EOFError where the stream is cut off."""
        return zstd.open(stream, options={zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG})

else:
    import zstandard

    ZstdError = zstandard.ZstdError

    def open_zstd(stream: IO[bytes]) -> AbstractContextManager[Readable]:
        """The decompressed bytes of a stream. Reading raises ZstdError, and EOFError where the stream is cut off."""
        return nullcontext(_Frames(stream))

    class _Frames:
        """The frames of a stream, one after the other. `zstandard` has readers too, but they do not notice that a
        stream is cut off."""

        def __init__(self, stream: IO[bytes]) -> None:
            self._stream = stream
            self._library = zstandard.ZstdDecompressor(max_window_size=1 << MAX_WINDOW_LOG)
            self._frame = self._library.decompressobj()
            self._in_frame = False
            self._rest = b""
            """Compressed bytes after the end of a frame."""

        def read(self, _size: int, /) -> bytes:
            """The next bytes, as many as come; none at the end."""
            while compressed := self._rest or self._stream.read(SLICE_BYTES):
                found: bytes = self._frame.decompress(compressed)
                self._rest, self._in_frame = self._frame.unused_data, not self._frame.eof
                if not self._in_frame:
                    self._frame = self._library.decompressobj()
                if found:
                    return found
            if self._in_frame:
                raise EOFError("the last frame has no end")
            return b""

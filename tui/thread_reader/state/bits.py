"""A set of numbers as bits of bytes: number n is bit n % 8 of byte n / 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FLAGS = bytes.maketrans(b"01", b"\0\1")


def flags_of(data: bytes) -> bytes:
    """Return a byte for each number, 1 for those in the set. There may be up to 7 more than the set needs."""
    digits = f"{int.from_bytes(data, 'little'):0{8 * len(data)}b}" if data else ""
    return digits[::-1].encode().translate(_FLAGS)


def with_bits(data: bytes, changes: Iterable[tuple[Iterable[int], bool]]) -> bytes:
    """Add numbers to a set (True) and remove others from it (False), in this order. A range takes one step."""
    bits = bytearray(data)
    for numbers, is_set in changes:
        if isinstance(numbers, range) and numbers.step == 1:
            _put_range(bits, numbers, is_set)
        else:
            for number in numbers:
                _put(bits, number, is_set)
    return bytes(bits)


def _put_range(bits: bytearray, numbers: range, is_set: bool) -> None:
    """Put whole bytes at once, and the bits before and after them one by one."""
    first, last = min(-(-numbers.start // 8), numbers.stop // 8), numbers.stop // 8
    for number in (*numbers[: max(0, 8 * first - numbers.start)], *range(max(numbers.start, 8 * last), numbers.stop)):
        _put(bits, number, is_set)
    if first < last:
        bits += bytes(max(0, last - len(bits)))
        bits[first:last] = (b"\xff" if is_set else b"\0") * (last - first)


def _put(bits: bytearray, number: int, is_set: bool) -> None:
    at = number >> 3
    if at >= len(bits):
        bits += bytes(at + 1 - len(bits))
    if is_set:
        bits[at] |= 1 << (number & 7)
    else:
        bits[at] &= ~(1 << (number & 7))

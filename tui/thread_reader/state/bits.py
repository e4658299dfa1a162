"""A set of numbers as bits of bytes: number n is bit n % 8 of byte n / 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def bits_set(data: bytes) -> Iterator[int]:
    """Yield the numbers in ascending order."""
    for at, byte in enumerate(data):
        if byte:
            yield from (8 * at + bit for bit in range(8) if byte >> bit & 1)


def with_bits(data: bytes, changes: Iterable[tuple[Iterable[int], bool]]) -> bytes:
    """Add numbers to a set (True) and remove others from it (False), in this order."""
    bits = bytearray(data)
    for numbers, is_set in changes:
        for number in numbers:
            at = number >> 3
            if at >= len(bits):
                bits += bytes(at + 1 - len(bits))
            if is_set:
                bits[at] |= 1 << (number & 7)
            else:
                bits[at] &= ~(1 << (number & 7))
    return bytes(bits)

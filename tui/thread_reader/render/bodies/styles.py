"""Which look and which address characters have, of many that may overlap."""

from __future__ import annotations


class Styles:
    """The look and the address at places that are asked for in order."""

    def __init__(self, styled: list[tuple[int, int, int, str]]) -> None:
        """`styled`: first character, one past the last, look and address."""
        self._begin = sorted(styled, reverse=True)
        self._end = sorted(((end, look, address) for start, end, look, address in styled if end > start), reverse=True)
        self._looks: dict[int, int] = {}
        self._addresses: list[str] = []

    def at(self, place: int) -> tuple[int, str]:
        """The look and the address at a place."""
        while self._end and self._end[-1][0] <= place:
            _, look, address = self._end.pop()
            self._looks[look] -= 1
            if address:
                self._addresses.remove(address)
        while self._begin and self._begin[-1][0] <= place:
            start, end, look, address = self._begin.pop()
            if end > start:
                self._looks[look] = self._looks.get(look, 0) + 1
                if address:
                    self._addresses.append(address)
        look = sum(look for look, count in self._looks.items() if count > 0)
        return look, self._addresses[0] if self._addresses else ""

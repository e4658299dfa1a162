"""What several people put in the same units in a row, against comparing all texts of all sizes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.stats.ngrams import NgramKind, SharedNgrams
from thread_parsers.steps import run_to_end

KIND = NgramKind(" ", 2, 4)
WRITTEN = st.lists(st.tuples(st.sampled_from([1, 2, 4]), st.lists(st.sampled_from("abc"), max_size=9)), max_size=8)


def all_shared(written: list[tuple[int, list[str]]]) -> dict[str, int]:
    """Every text of every size that several people use, but for those with a longer one of the same people."""
    shared: dict[int, dict[str, int]] = {}
    for size in range(KIND.min_units, KIND.max_units + 1):
        people: dict[str, int] = {}
        for writer, units in written:
            for at in range(len(units) - size + 1):
                text = " ".join(units[at : at + size])
                people[text] = people.get(text, 0) | writer
        shared[size] = {text: theirs for text, theirs in people.items() if theirs.bit_count() > 1}
    kept: dict[str, int] = {}
    for size, texts in shared.items():
        longer = shared.get(size + 1, {})
        ends = {(end, theirs) for text, theirs in longer.items() for end in (text[:-2], text[2:])}
        kept |= {text: theirs for text, theirs in texts.items() if (text, theirs) not in ends}
    return kept


@given(WRITTEN)
def test_ngrams_are_all_that_several_people_use(written: list[tuple[int, list[str]]]) -> None:
    ngrams = SharedNgrams(KIND)
    for writer, units in written:
        ngrams.add(writer, units)
    assert run_to_end(ngrams.compare()) == all_shared(written)

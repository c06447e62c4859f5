"""Which pages hold a word or have a value: lists of numbers in rising order, each written in its shortest form.

A list is written as an array of steps from one number to the next, or where runs of neighbours are long as pairs of
a gap and a length, or where it holds much of everything as a bitmap in Base64, the lowest number first.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Written: TypeAlias = "list[int] | dict[str, list[int]] | str"
"""Steps, {"r": gaps and lengths} or a bitmap, as JSON has them."""


def written(numbers: Sequence[int]) -> Written:
    """Return a list of different numbers, none below 0 and in rising order, in its shortest form."""
    steps = list(_steps(numbers))
    if len(steps) < 3:
        return steps
    runs = list(_runs(numbers))
    forms: list[tuple[int, int, Written]] = [
        (_length(steps), 0, steps),
        (_length(runs) + 6, 1, {"r": runs}),
    ]
    best = min(forms)[0]
    if (numbers[-1] // 24 + 1) * 4 < best:
        return _bitmap(numbers)
    return min(forms, key=lambda form: form[:2])[2]


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    last = 0
    for number in numbers:
        yield number - last
        last = number


def _runs(numbers: Sequence[int]) -> Iterator[int]:
    """Yield for each run of neighbours the gap before it and its length."""
    end = 0
    start, size = numbers[0], 1
    for number in numbers[1:]:
        if number == start + size:
            size += 1
            continue
        yield from (start - end, size)
        end, start, size = start + size, number, 1
    yield from (start - end, size)


def _length(numbers: Sequence[int]) -> int:
    """Return how many characters an array takes, one more for its end."""
    return sum(map(len, map(str, numbers))) + len(numbers) + 1


def _bitmap(numbers: Sequence[int]) -> str:
    bits = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return base64.b64encode(bits).decode()

"""How much fits where room is limited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence


def tightened(number: int, steps: int, fitting: Callable[[Sequence[int]], Collection[int]]) -> tuple[int, ...]:
    """For each of `number` things the roomiest step at which it fits, 0 being the roomiest of `steps`.

    `fitting` is told a step for each and says which of them fit. What fits at one step fits at every tighter one.
    The last step is taken where none before it fits, so it must hold whatever comes.
    """
    least, most = [0] * number, [steps - 1] * number
    tried = list(least)
    while any(low < high for low, high in zip(least, most, strict=True)):
        fit = fitting(tried)
        for each in range(number):
            if least[each] == most[each]:
                continue
            if each in fit:
                most[each] = tried[each]
            else:
                least[each] = tried[each] + 1
        tried = [(low + high) // 2 for low, high in zip(least, most, strict=True)]
    return tuple(least)

"""When the next figure of a measure can be expected."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

#: Months from the end of one period to the end of the next. School terms are taken as thirds of a year.
MONTHS = {"monthly": 1, "quarterly": 3, "termly": 4, "half_yearly": 6, "yearly": 12, "two_yearly": 24}


def next_period_end(last: date | None, frequency: str) -> date | None:
    """The last day of the period after the one that ended on `last`; None where nobody can say.

    The last day of a month is followed by the last day of another, whatever their lengths.
    """
    months = MONTHS.get(frequency)
    if last is None or months is None:
        return None
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    ends_month = last.day == monthrange(last.year, last.month)[1]
    return date(year, month + 1, length if ends_month else min(last.day, length))


def expected_on(last: date | None, frequency: str, lag_days: int | None) -> date | None:
    """The day by which the figure after the one for the period ending on `last` can be had.

    None where it is not known how often figures come, or how long after a period's end.
    """
    ends = next_period_end(last, frequency)
    return None if ends is None or lag_days is None else ends + timedelta(days=lag_days)

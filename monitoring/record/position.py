"""Where the plan stands, in one sentence that begins with a number and its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .counts import GOOD, Count, good
from .structs import NOT_RATED, STARTS_LATER, Labels, Level, Record
from .words import either, within


@dataclass(frozen=True, slots=True)
class Position:
    """`standing` is the claim, `change` how it differs from the period before, `attention` what follows.

    Read together they are one or two sentences; `change` is empty when there is nothing to compare.
    """

    standing: str
    change: str
    attention: str

    @property
    def attention_claim(self) -> str:
        """The claim about attention without its full stop, for a link."""
        return self.attention.rstrip(".")

    def __str__(self) -> str:
        return f"{self.standing}{self.change}. {self.attention}".strip()


def position(
    record: Record,
    counts: Sequence[Count],
    *,
    reported: int,
    total: int,
    exceptions: int,
    since: str,
) -> Position:
    """The sentence for `total` reportable actions, of which `reported` have an update.

    `since` names the period before in a word ("June") and is empty when there was none.
    """
    labels = record.plan.labels
    if total == 0:
        return Position(_none(record, labels), "", "")
    attention = _attention(exceptions)
    if not counts:
        return Position(_reporting(labels, reported, total), "", attention)
    on_track = [each.level for each in counts if each.level.meaning in GOOD]
    standing = _standing(labels, on_track, int(good(counts)), total)
    return Position(standing, _change(counts, since), attention)


def position_at(record: Record, level: Level, number: int, *, total: int, exceptions: int) -> Position:
    """The sentence for those of `total` actions that stand at one level, when a reader asked for that level.

    Nothing is compared: those that left the level are not among what is shown.
    """
    words = {
        "number": number,
        "total": total,
        "actions": _noun(record.plan.labels, total),
        "level": within(level.label),
    }
    said = {
        STARTS_LATER: ngettext(
            "%(number)d of %(total)d %(actions)s starts later",
            "%(number)d of %(total)d %(actions)s start later",
            number,
        ),
        NOT_RATED: ngettext(
            "%(number)d of %(total)d %(actions)s is not rated",
            "%(number)d of %(total)d %(actions)s are not rated",
            number,
        ),
    }.get(
        level.code,
        ngettext(
            "%(number)d of %(total)d %(actions)s is rated %(level)s",
            "%(number)d of %(total)d %(actions)s are rated %(level)s",
            number,
        ),
    )
    return Position(said % words, "", _attention(exceptions) if number else "")


def _none(record: Record, labels: Labels) -> str:
    words = {"actions": within(labels.action.many)}
    if record.printed_totals:
        return _("The totals of this period are shown as they were reported")
    return _("There are no %(actions)s to report on") % words


def _standing(labels: Labels, levels: Sequence[Level], number: int, total: int) -> str:
    words = {
        "number": number,
        "total": total,
        "actions": _noun(labels, total),
        "levels": either([within(level.label) for level in levels]) or _("on track"),
    }
    return (
        ngettext(
            "%(number)d of %(total)d %(actions)s is %(levels)s",
            "%(number)d of %(total)d %(actions)s are %(levels)s",
            # "0 of 1 action is": the noun beside the verb decides.
            1 if total == 1 else number,
        )
        % words
    )


def _reporting(labels: Labels, reported: int, total: int) -> str:
    words = {"number": reported, "total": total, "actions": _noun(labels, total)}
    return (
        ngettext(
            "%(number)d of %(total)d %(actions)s has an update for this period",
            "%(number)d of %(total)d %(actions)s have an update for this period",
            1 if total == 1 else reported,
        )
        % words
    )


def _noun(labels: Labels, total: int) -> str:
    return within(labels.action.one if total == 1 else labels.action.many)


def _change(counts: Sequence[Count], since: str) -> str:
    on_track = [each for each in counts if each.level.meaning in GOOD]
    before = [each.before for each in on_track if each.before is not None]
    if not since or len(before) < len(on_track):
        return ""
    change = good(counts) - sum(before, Decimal(0))
    words = {"number": plain(abs(change)), "since": since}
    if change == 0:
        return _(", the same as in %(since)s") % words
    if change > 0:
        return _(", %(number)s more than in %(since)s") % words
    return _(", %(number)s fewer than in %(since)s") % words


def _attention(exceptions: int) -> str:
    if exceptions == 0:
        return _("None needs attention.")
    return ngettext("%(number)d needs attention.", "%(number)d need attention.", exceptions) % {"number": exceptions}


def plain(number: Decimal) -> str:
    """A count without idle zeros: 4, or 3.5 where a report printed a half."""
    return f"{number.normalize():f}"

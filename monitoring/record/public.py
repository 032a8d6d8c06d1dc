"""What of a record may be shown to whom: without small numbers, and for the public without persons.

What is left out is not there: no renderer has to remember to hide it. Both functions may be applied again
to what they return and change nothing. What the public edition says: docs/adr/0017-small-numbers.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from indicators.disclosure import Numbers
from indicators.series import financial_year

from .small_numbers import WITHHELD, is_own_small, marked, places, with_figures
from .structs import (
    Action,
    Baseline,
    Comparator,
    Correction,
    Erratum,
    Figure,
    Measure,
    Movement,
    Priority,
    Record,
    Travel,
    Update,
)

#: Comparators that are a result of ours.
_OWN = ("previous", "same_last_year")


@dataclass(frozen=True, slots=True)
class Sight:
    """Of which measures a person sees numbers that are not published: all of a plan's, or those with these keys.

    Without anything said it is nobody's, who sees none.
    """

    whole: bool = False
    measures: frozenset[int] = frozenset()

    def shows(self, measure: int) -> bool:
        return self.whole or measure in self.measures

    def __str__(self) -> str:
        """The same for everybody who sees the same; for what is kept of a page."""
        return "whole" if self.whole else ",".join(map(str, sorted(self.measures)))


EVERYTHING = Sight(whole=True)
NOTHING = Sight()


def guarded(record: Record, sight: Sight) -> Record:
    """The record for somebody signed in: as it is, but for what is not published of measures outside their sight."""
    record = marked(record)
    if sight.whole:
        return record
    measures = tuple(each if sight.shows(each.pk) else _safe(each) for each in record.measures)
    if measures == record.measures and not record.errata:
        return record
    errata = tuple(
        replace(each, corrections=safe_corrections(each.corrections, record, sight)) for each in record.errata
    )
    return replace(record, measures=measures, errata=errata)


def public(record: Record) -> Record:
    """The record for everybody: no number that is too small, no person, and nothing of how it came about.

    Posts, organisations and groups are named, people are not. Questions, answers and what was proposed before
    something was agreed stay inside, as does that a step was taken although something was missing.
    """
    record = guarded(record, NOTHING)
    return replace(
        record,
        priorities=tuple(_public_priority(each) for each in record.priorities),
        actions=tuple(_public_action(each) for each in record.actions),
        measures=tuple(_public_measure(each) for each in record.measures),
        passed=(),
        errata=tuple(_public_erratum(each) for each in record.errata),
        removed=tuple(replace(each, by=()) for each in record.removed),
    )


def number_withheld(record: Record) -> int:
    """How many figures were left out of what `guarded` returned."""
    return sum(figure.hidden == WITHHELD for measure in record.measures for _place, figure in places(measure))


def withheld_words(record: Record) -> str:
    """How many figures were left out and why, in a sentence; empty where none was."""
    number = number_withheld(record)
    if not number:
        return ""
    smallest = {
        measure.smallest_shown
        for measure in record.measures
        if any(figure.hidden == WITHHELD for _place, figure in places(measure))
    }
    said = {"number": number, "smallest": max(smallest)}
    return (
        ngettext(
            "%(number)d figure is not shown, because it counts fewer than %(smallest)d children or would let such a "
            "count be worked out.",
            "%(number)d figures are not shown, because they count fewer than %(smallest)d children or would let such "
            "a count be worked out.",
            number,
        )
        % said
    )


# --- Without small numbers -------------------------------------------------------------------------


def _safe(measure: Measure) -> Measure:
    said = [figure for _place, figure in places(measure)]
    safe = with_figures(measure, [_safe_figure(each) for each in said])
    hidden = [each for each in measure.figures if each.hidden]
    latest = measure.latest
    short = _safe_travel(measure, measure.short)
    return replace(
        safe,
        comparators=_safe_comparators(measure, measure.comparators),
        others=_safe_comparators(measure, measure.others),
        baseline=_safe_baseline(measure),
        # It is that of the short direction, which may look further back than to the result before.
        movement=Movement.NOT_KNOWN if _hides(measure.results[-2:]) or short != measure.short else measure.movement,
        short=short,
        long=_safe_travel(measure, measure.long),
        **(_UNRATED if latest is not None and latest.hidden else {}),
        **(_RULE_SILENT if hidden and _looks_back(measure) else {}),
    )


_RULE_SILENT = {"rule_level": None, "not_rated_because": WITHHELD}
_UNRATED = {"judged_level": None, "judged_reason": ""}


def _looks_back(measure: Measure) -> bool:
    """Whether the rule's level tells anything of a figure that is hidden: of the latest, or of an earlier one."""
    if measure.latest is not None and measure.latest.hidden:
        return True
    target = measure.target
    asks_for_better = target is not None and target.rule.startswith("improve_on_")
    return asks_for_better or (measure.rule is not None and measure.rule.kind == "improving")


def _safe_figure(figure: Figure) -> Figure:
    if not figure.hidden:
        shown = tuple(each for each in figure.revised if not each.hidden)
        return figure if shown == figure.revised else replace(figure, revised=shown)
    return replace(
        figure,
        value=None,
        numerator=None,
        denominator=None,
        printed="",
        missing=missing_words(),
        missing_code="suppressed",
        judgement="",
        note="",
        qualifier="",
        direction="",
        direction_since="",
        reported_rating="",
        # Which of several that are hidden is the small one would tell how small it is.
        hidden=WITHHELD,
        revised=(),
    )


def missing_words() -> str:
    """What stands where a figure is hidden, whatever the reason."""
    return _("Not shown, to protect children")


def _hides(figures: Iterable[Figure]) -> bool:
    return any(each.hidden for each in figures)


def _safe_travel(measure: Measure, travel: Travel | None) -> Travel | None:
    """Empty where the latest result is hidden, or what it is compared with."""
    latest = measure.latest
    if travel is None or latest is None:
        return travel
    kept = _safe_comparators(measure, measure.others)
    lost = (each for each in measure.others if each not in kept)
    if not (
        latest.hidden
        or any(each.hidden and each.period == travel.since for each in measure.figures)
        or any((each.period or each.name) == travel.since for each in lost)
        or (travel.against == "baseline" and _safe_baseline(measure) != measure.baseline)
    ):
        return travel
    return Travel(against=travel.against, movement=Movement.NOT_KNOWN, why_not=WITHHELD)


def _safe_comparators(measure: Measure, comparators: Sequence[Comparator]) -> tuple[Comparator, ...]:
    """Without those that are a result of ours which is hidden, or as small as one that would be."""
    return tuple(each for each in comparators if each.kind not in _OWN or _may_stand(measure, each))


def _may_stand(measure: Measure, ours: Comparator | Baseline) -> bool:
    """Whether an earlier result of ours may be shown beside the figures: none of them is hidden that it repeats."""
    words = ours.relation if isinstance(ours, Comparator) else ours.printed
    if is_own_small(measure, Numbers(ours.value, words=words)) or _leaves_small(measure, ours):
        return False
    hidden = [each for each in measure.figures if each.hidden]
    if not hidden:
        return True
    same = [
        each
        for each in measure.figures
        if (ours.period and each.period == ours.period) or (ours.ends and each.ends == ours.ends)
    ]
    if same:
        return not any(each.hidden for each in same)
    # Without its period, or within a year that goes on adding up, nobody can tell which result it repeats.
    dated = bool(ours.period or ours.ends)
    return dated and measure.basis != "year_to_date" and all(each.value != ours.value for each in hidden)


def _leaves_small(measure: Measure, ours: Comparator | Baseline) -> bool:
    """Whether a result of ours beside a figure of the same year to date gives away a small count between them."""
    value = ours.value
    a_year_before = isinstance(ours, Comparator) and ours.kind == "same_last_year" and ours.ends is None
    if measure.basis != "year_to_date" or value is None or a_year_before:
        return False
    return any(
        is_own_small(measure, Numbers(abs(each.value - value)))
        for each in measure.figures
        if each.value is not None
        # Of what has no day it is not known that it is of another year.
        and (each.ends is None or ours.ends is None or financial_year(each.ends) == financial_year(ours.ends))
    )


def _safe_baseline(measure: Measure) -> Baseline | None:
    baseline = measure.baseline
    return baseline if baseline is None or _may_stand(measure, baseline) else None


def safe_corrections(corrections: Iterable[Correction], record: Record, sight: Sight) -> tuple[Correction, ...]:
    """Corrections without the numbers of figures that are hidden: their old and new words, and the reason.

    `record` is any version of theirs, whole or guarded.
    """
    measures = {str(each.pk): each for each in record.measures if not sight.shows(each.pk)}
    return tuple(
        replace(each, old="", new="", reason=missing_words()) if _tells_hidden(each, measures) else each
        for each in corrections
    )


def _tells_hidden(correction: Correction, measures: Mapping[str, Measure]) -> bool:
    head, _slash, rest = correction.path.partition("/")
    measure = measures.get(rest.partition("/")[0]) if head == "measures" else None
    if measure is None:
        return False
    # A correction of a measure in which anything is hidden might be of just that.
    return any(
        figure.hidden or any(each.hidden for each in figure.revised) for _place, figure in places(measure)
    ) or any(is_own_small(measure, _said_in(said)) for said in (correction.old, correction.new))


def _said_in(corrected: Any) -> Numbers:
    """What a correction says before or after: the numbers of a result, else words."""
    if not isinstance(corrected, Mapping):
        return Numbers(words=str(corrected))
    number = {name: Decimal(said) for name in ("value", "numerator", "denominator") if (said := corrected.get(name))}
    return Numbers(number.get("value"), number.get("numerator"), number.get("denominator"))


# --- Without persons -------------------------------------------------------------------------------


def _public_priority(priority: Priority) -> Priority:
    return replace(priority, signed_off_by="", signed_off_for="")


def _public_action(action: Action) -> Action:
    return replace(
        action,
        leads=tuple(replace(each, person="") for each in action.leads),
        moves=tuple(replace(each, approved_by="") for each in action.moves),
        update=_public_update(action.update) if action.update else None,
        contributions=tuple(replace(each, said_by="", said_for="") for each in action.contributions),
    )


def _public_update(update: Update) -> Update:
    return replace(
        update,
        said_by="",
        said_for="",
        accepted_by="",
        proposed_level=None,
        changes=(),
        questions=(),
        answers=(),
        asked=(),
    )


def _public_measure(measure: Measure) -> Measure:
    said = [
        replace(figure, revised=tuple(replace(each, by="") for each in figure.revised))
        for _place, figure in places(measure)
    ]
    commentary = replace(measure.commentary, said_by="", said_for="") if measure.commentary else None
    return replace(with_figures(measure, said), lead_person="", commentary=commentary)


#: What stands in a record's JSON under these names is a person, or stays inside.
_NOT_PUBLIC = frozenset({"person", "lead_person", "said_by", "said_for", "by", "approved_by", "signed_off_by"})


def _public_erratum(erratum: Erratum) -> Erratum:
    return replace(
        erratum,
        by="",
        corrections=tuple(
            replace(each, by="") for each in erratum.corrections if _NOT_PUBLIC.isdisjoint(each.path.split("/"))
        ),
    )

"""The level that a priority takes from its actions, by the rule that its plan has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from partnership.wording import listed
from plans.ratings import SEVERITY, Counts, Meaning
from plans.ratings import Rollup as Rule

from .structs import Level, Record, Rollup
from .words import within

#: What a scale without a level of its own for a meaning says instead.
_INSTEAD = {Meaning.COMPLETE: Meaning.ON_TRACK, Meaning.AHEAD: Meaning.ON_TRACK}
_GOOD = frozenset({Meaning.COMPLETE, Meaning.AHEAD, Meaning.ON_TRACK})

#: The rule of a plan that has not chosen another.
USUAL = Rollup()


def worst(meanings: Iterable[Meaning]) -> Meaning | None:
    """The most severe meaning among those of a priority's actions.

    None when nothing has been reported, so silence never reads as "on track". Work that has not
    started on purpose says nothing about the rest, so it counts only where there is nothing else;
    meanings that are no judgement (paused, not assessed) never do.
    """
    judged = {meaning for meaning in meanings if meaning in SEVERITY}
    begun = judged - {Meaning.NOT_STARTED}
    return max(begun or judged, key=SEVERITY.__getitem__, default=None)


def share(meanings: Sequence[Meaning], rule: Rollup) -> Meaning | None:
    """On track where enough are, off track where too many are off track, between them some concern.

    The share that is off track is looked at first. Complete where all are complete. Work that has not
    started on purpose counts only where there is nothing else.
    """
    judged = [meaning for meaning in meanings if meaning in SEVERITY]
    begun = [meaning for meaning in judged if meaning != Meaning.NOT_STARTED]
    if not begun:
        return Meaning.NOT_STARTED if judged else None
    if set(begun) == {Meaning.COMPLETE}:
        return Meaning.COMPLETE
    if begun.count(Meaning.OFF_TRACK) * 100 >= rule.off_track_share * len(begun):
        return Meaning.OFF_TRACK
    if sum(meaning in _GOOD for meaning in begun) * 100 >= rule.on_track_share * len(begun):
        return Meaning.ON_TRACK
    return Meaning.AT_RISK


def rolled_up(meanings: Iterable[Meaning], *, silent: int = 0, rule: Rollup = USUAL) -> Meaning | None:
    """What the actions of a priority mean for it: `meanings` of those rated, `silent` the number not rated.

    None where nobody has rated any of them, whatever silence counts for: a level begins with a report. Silence never
    makes it better.
    """
    rated = list(meanings)
    if not rated or rule.rule == Rule.JUDGEMENT_ONLY:
        return None
    if rule.rule == Rule.WORST:
        return worst(_counted(rated, silent=silent, rule=rule))
    # Some concern for each that is silent would make the share that is off track smaller.
    found = (share(_counted(rated, silent=number, rule=rule), rule) for number in (0, silent))
    return max((each for each in found if each), key=SEVERITY.__getitem__, default=None)


def computed_level(
    meanings: Iterable[Meaning], levels: Iterable[Level], *, silent: int = 0, rule: Rollup = USUAL
) -> Level | None:
    """The level of the priorities' scale that says what their actions mean.

    None when nothing has been reported, or when the scale has no such level.
    """
    meaning = rolled_up(meanings, silent=silent, rule=rule)
    by_meaning: dict[str, Level] = {}
    for level in levels:
        by_meaning.setdefault(level.meaning, level)
    if meaning is None:
        return None
    return by_meaning.get(meaning) or by_meaning.get(_INSTEAD.get(meaning, ""))


def _counted(rated: Sequence[Meaning], *, silent: int, rule: Rollup) -> list[Meaning]:
    """The meanings that the rule counts, each as what it counts for."""
    counted = []
    for meaning in rated:
        if meaning == Meaning.PAUSED:
            counted += _as(rule.paused)
        elif meaning != Meaning.COMPLETE or rule.complete != Counts.LEFT_OUT:
            counted.append(meaning)
    # Where there is nothing but what is done, leaving it out would hide that it is.
    if not counted and Meaning.COMPLETE in rated:
        counted = [Meaning.COMPLETE]
    return counted + _as(rule.not_rated) * silent


def _as(counts: str) -> list[Meaning]:
    return [] if counts == Counts.LEFT_OUT else [Meaning(counts)]


# --- The rule in words --------------------------------------------------------------------------


def rule_words(record: Record) -> str:
    """The rule as the key prints it, in one or two sentences and in the words of the priorities' own scale."""
    rule, labels = record.plan.rollup, record.plan.labels
    names = _names(record.priority_levels)
    words = {
        "actions": within(labels.action.many),
        "on": rule.on_track_share,
        "off": rule.off_track_share,
        "good": names[Meaning.ON_TRACK],
        "bad": names[Meaning.OFF_TRACK],
        "between": names[Meaning.AT_RISK],
    }
    if rule.rule == Rule.JUDGEMENT_ONLY:
        return _("The rating each group gave. None is worked out from the %(actions)s.") % words
    if rule.rule == Rule.WORST:
        said = _("The rating each group gave or, where it gave none, the most severe of the %(actions)s.") % words
    else:
        said = (
            _(
                "The rating each group gave or, where it gave none, worked out from its %(actions)s: %(bad)s where "
                "at least %(off)d%% are, else %(good)s where at least %(on)d%% are, else %(between)s."
            )
            % words
        )
    return f"{said} {_counting(rule, names)}".strip()


def computed_words(record: Record, level: Level) -> str:
    """What the actions say where the lead body judged otherwise."""
    words = {"actions": within(record.plan.labels.action.many), "level": within(level.label)}
    if record.plan.rollup.rule == Rule.WORST:
        return _("The most severe of its %(actions)s is %(level)s.") % words
    return _("Worked out from its %(actions)s it is %(level)s.") % words


def _counting(rule: Rollup, names: Mapping[Meaning, str]) -> str:
    """How complete, paused and not rated count; for the usual rule only what differs from it."""
    kinds = [
        (_("complete"), rule.complete, USUAL.complete),
        (_("paused"), rule.paused, USUAL.paused),
        (_("not rated"), rule.not_rated, USUAL.not_rated),
    ]
    said = [
        _("%(kind)s is left out") % {"kind": kind}
        if counts == Counts.LEFT_OUT
        else _("%(kind)s counts as %(level)s") % {"kind": kind, "level": names[Meaning(counts)]}
        for kind, counts, usual in kinds
        if rule.rule != Rule.WORST or counts != usual
    ]
    text = listed(said)
    text = f"{text[:1].upper()}{text[1:]}." if text else ""
    if rule.rule == Rule.SHARE and rule.not_rated != Counts.LEFT_OUT:
        text += " " + _("Silence never makes a rating better.")
    return text


def _names(levels: Sequence[Level]) -> Mapping[Meaning, str]:
    """What the scale calls each meaning that a rule can come to."""
    own: dict[str, str] = {}
    for level in levels:
        own.setdefault(level.meaning, within(level.label))
    return {meaning: own.get(meaning, within(str(meaning.label))) for meaning in Meaning}

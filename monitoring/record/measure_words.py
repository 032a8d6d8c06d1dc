"""What is said of a measure in words: its results, targets, gaps, ratings and why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.models import Indicator
from indicators.series import is_percent
from indicators.words import MONEY, number_words
from partnership.few_children import few_children
from partnership.wording import listed
from plans import marks

from .structs import Figure, Level, Measure, RatingRule, Target
from .words import within

# --- Results ----------------------------------------------------------------------------------------


def number(value: Decimal, measure: Measure) -> str:
    return number_words(value, unit=measure.unit, decimals=measure.decimals)


def result(figure: Figure, measure: Measure) -> str:
    """52%; over 100; on target; went up since the previous year. Empty where it is missing."""
    if figure.printed:
        return figure.printed
    if figure.value is not None:
        value = number(figure.value, measure)
        exact = _QUALIFIED.get(figure.qualifier)
        return exact() % {"value": value} if exact else value
    return figure.judgement or direction(figure)


_QUALIFIED: Mapping[str, Callable[[], str]] = {
    "over": lambda: _("over %(value)s"),
    "under": lambda: _("under %(value)s"),
    "about": lambda: _("about %(value)s"),
    "at_least": lambda: _("at least %(value)s"),
    "at_most": lambda: _("at most %(value)s"),
}


def direction(figure: Figure) -> str:
    """Which way a number went where that is all the source says: went up since the previous year."""
    went = {"up": _("went up"), "down": _("went down"), "same": _("stayed the same")}.get(figure.direction, "")
    if not went or not figure.direction_since:
        return went
    return pgettext("a figure", "%(went)s since %(since)s") % {"went": went, "since": figure.direction_since}


def status(figure: Figure) -> str:
    """What kind of figure it is, where it is not simply final."""
    words = {
        "provisional": _("Provisional"),
        "estimated": _("Estimated"),
        "projected": _("Projected"),
        "revised": _("Revised"),
    }
    return words.get(figure.status, _("Provisional") if figure.provisional else "")


def unpublished(figure: Figure) -> str:
    """Why a figure that this reader sees is kept out of what is published; empty where it is not."""
    if not figure.hidden:
        return ""
    return {
        "small": _("not published: too few children"),
        "with_others": _("not published: it would show another that is too small"),
    }.get(figure.hidden, _("not published"))


def amount(change: Decimal, measure: Measure) -> str:
    """How much a difference is, whichever way: 2 points of a percentage, 1 week, 25 places."""
    size = abs(change)
    if is_percent(measure.unit):
        points = _("%(by)s point") if size == 1 else _("%(by)s points")
        return points % {"by": f"{size.normalize():,f}"}
    if measure.unit in MONEY:
        return number(size, measure)
    if size == 1 and measure.unit in _ONE:
        return _ONE[measure.unit]()
    return f"{size.normalize():,f} {measure.unit}".strip()


def difference(change: Decimal, measure: Measure) -> str:
    """An amount beside its result. Children go without saying: "up 4 children" reads as a count of so few."""
    if few_children(f"2 {measure.unit}", below=3):
        return f"{abs(change).normalize():,f}"
    return amount(change, measure)


_ONE: Mapping[str, Callable[[], str]] = {
    "hours": lambda: _("1 hour"),
    "days": lambda: _("1 day"),
    "weeks": lambda: _("1 week"),
    "months": lambda: _("1 month"),
    "years": lambda: _("1 year"),
}


# --- Targets ----------------------------------------------------------------------------------------


def aim(target: Target, measure: Measure) -> str:
    """What is aimed for, with how it is met: at least 60%; better than England; none set."""
    if target.printed:
        return target.printed
    if target.value is not None:
        return _MET[target.operator]() % {"value": number(target.value, measure)}
    if target.rule == "better_than_comparator":
        return _("better than %(others)s") % {"others": _others(target.rule_comparator, measure)}
    if target.rule in _RULES:
        return _RULES[target.rule]()
    return _("none set") if target.none_set else ""


_MET: Mapping[str, Callable[[], str]] = {
    "at_least": lambda: _("at least %(value)s"),
    "at_most": lambda: _("at most %(value)s"),
    "exactly": lambda: _("exactly %(value)s"),
    "more_than": lambda: _("more than %(value)s"),
    "less_than": lambda: _("less than %(value)s"),
}
_RULES: Mapping[str, Callable[[], str]] = {
    "improve_on_baseline": lambda: _("better than the baseline"),
    "improve_on_previous": lambda: _("better than the result before"),
    "improve_on_last_year": lambda: _("better than a year before"),
}


def _others(kind: str, measure: Measure) -> str:
    """Whom a target means to better: by their name where the record knows them, else by their kind."""
    latest = measure.latest
    known = [each for each in (*measure.comparators, *measure.others) if each.kind == kind]
    now = [
        each for each in known if latest and (each.period == latest.period or (each.ends and each.ends == latest.ends))
    ]
    names = list(dict.fromkeys(each.name for each in now or known[:1] if each.name))
    if len(names) > 1:
        # It is held against every one of them.
        return _("each of %(others)s") % {"others": listed(names)}
    return names[0] if names else _KINDS.get(kind, lambda: _("others"))()


_KINDS: Mapping[str, Callable[[], str]] = {
    "statistical_neighbours": lambda: _("similar areas"),
    "region": lambda: _("the region"),
    "nation": lambda: _("the nation"),
    "best_quartile": lambda: _("the best quarter of areas"),
}


def floor(target: Target, measure: Measure) -> str:
    """What must at least be reached, or by how much the target may be missed; empty where nothing is said."""
    if target.floor is not None:
        return number(target.floor, measure)
    if target.tolerance is None:
        return ""
    if target.tolerance_is_percent:
        return _("%(share)s%% off the target") % {"share": f"{target.tolerance.normalize():f}"}
    return _("%(by)s off the target") % {"by": amount(target.tolerance, measure)}


# --- Ratings ----------------------------------------------------------------------------------------


def rule_words(rule: RatingRule, measure: Measure, levels: Iterable[Level] = ()) -> str:
    """How the latest figure was rated, in a sentence that names the plan's own levels."""
    labels = {level.meaning: level.label for level in levels}
    said = {
        "good": labels.get("on_track", _("On track")),
        "some": labels.get("at_risk", _("Some concern")),
        "bad": labels.get("off_track", _("Off track")),
        "near": _margin(rule.on_track_within, rule, measure),
        "off": _margin(rule.at_risk_within, rule, measure),
    }
    if rule.kind == "target":
        words = _("A figure that meets its target is “%(good)s”, one that does not “%(bad)s”.")
    elif rule.kind == "floor":
        words = _(
            "A figure that meets its target is “%(good)s”. One that misses it, but not its floor, is “%(some)s”. "
            "Below the floor, or where there is none, it is “%(bad)s”."
        )
    else:
        words = _BY_MARGIN[rule.kind == "improving", bool(rule.on_track_within)]()
    return words % said


# By whether improvement decides, and whether a figure may miss its target a little and still be on track.
_BY_MARGIN: Mapping[tuple[bool, bool], Callable[[], str]] = {
    (True, True): lambda: _(
        "A figure that meets its target, or misses it by no more than %(near)s, is “%(good)s”. One that is further "
        "off is “%(some)s” where it is no worse than a year before, else “%(bad)s”."
    ),
    (True, False): lambda: _(
        "A figure that meets its target is “%(good)s”. One that misses it is “%(some)s” where it is no worse than a "
        "year before, else “%(bad)s”."
    ),
    (False, True): lambda: _(
        "A figure that meets its target, or misses it by no more than %(near)s, is “%(good)s”. One that misses it by "
        "no more than %(off)s is “%(some)s”, and one further off “%(bad)s”."
    ),
    (False, False): lambda: _(
        "A figure that meets its target is “%(good)s”. One that misses it by no more than %(off)s is “%(some)s”, and "
        "one further off “%(bad)s”."
    ),
}


def _margin(within: Decimal, rule: RatingRule, measure: Measure) -> str:
    if rule.kind == "amount":
        return amount(within, measure)
    return _("%(share)s%% of it") % {"share": f"{within.normalize():f}"}


def differs_from_rule(measure: Measure, levels: Mapping[str, Level]) -> str:
    """That the rating shown, or the one of the source, is not the one that the rule gives; empty where it is."""
    by_rule = levels.get(measure.rule_level or "")
    said = _("The rule gives “%(level)s”.") % {"level": by_rule.label} if by_rule else ""
    if measure.judged_level and measure.judged_level != measure.rule_level:
        return said or _("The rule gives no rating.")
    reported = measure.latest.reported_rating if measure.latest else ""
    if reported and by_rule and not is_rating(reported, by_rule):
        return _("The source rates it “%(reported)s”, which differs from the rule.") % {"reported": reported}
    return ""


def is_rating(reported: str, level: Level | None) -> bool:
    """Whether a printed rating is a word for this level: its label, its letter, its colour or what it means."""
    if level is None:
        return False
    known = {level.label, level.letter, marks.mark(level).colour, level.meaning.replace("_", " ")}
    return reported.strip().casefold() in {each.casefold() for each in known if each}


# --- What it is -------------------------------------------------------------------------------------


def _label(choices: type, code: str) -> str:
    return str(choices(code).label) if code in getattr(choices, "values", ()) else ""


def polarity(measure: Measure) -> str:
    return _label(Indicator.Polarity, measure.polarity)


def basis(measure: Measure) -> str:
    return "" if measure.basis == Indicator.Basis.UNKNOWN else _label(Indicator.Basis, measure.basis)


def frequency(measure: Measure) -> str:
    return _label(Indicator.Frequency, measure.frequency)


def kind(measure: Measure) -> str:
    """What outcomes-based accountability asks of it."""
    return _label(Indicator.Kind, measure.kind)


def in_use(measure: Measure) -> str:
    """That it is not, or not yet, in use; empty where it is."""
    return "" if measure.status == Indicator.Status.ACTIVE else _label(Indicator.Status, measure.status)


# --- Which way it went ------------------------------------------------------------------------------


def against(code: str) -> str:
    """What an arrow compares with, for its heading: since the result before."""
    said = _AGAINST.get(code)
    return said() if said else ""


_AGAINST: Mapping[str, Callable[[], str]] = {
    "previous": lambda: _("Since the result before"),
    "same_last_year": lambda: _("Since a year before"),
    "baseline": lambda: _("Since the baseline"),
    "first": lambda: _("Since the first result"),
}


def why_not_compared(code: str) -> str:
    """Why two results are not alike, inside a sentence; empty for a code that is not known."""
    said = _NOT_COMPARED.get(code)
    return said() if said else ""


_NOT_COMPARED: Mapping[str, Callable[[], str]] = {
    "no_figure": lambda: _("there is no result"),
    "no_number": lambda: _("the latest result is no number"),
    "not_exact": lambda: _("a result is not exact"),
    "nothing_to_compare": lambda: _("there is nothing to compare with"),
    "no_number_then": lambda: _("the earlier result is no number"),
    "no_baseline": lambda: _("the baseline is no number"),
    "other_unit": lambda: _("the baseline is in another unit"),
    "new_series": lambda: _("a new series began"),
    "year_began_again": lambda: _("the count began again with the year"),
    "other_length": lambda: _("one covers a longer time than the other"),
    "for_information": lambda: _("it is for information only"),
    "no_target": lambda: _("there is no target to be close to"),
    "withheld": lambda: _("a result is not shown, to protect children"),
}


def inside(period: str) -> str:
    """A period's name inside a sentence: "School year 2024" begins small, "September 2024" stays."""
    return within(period) if period.casefold().partition(" ")[2].startswith("year") else period

"""What a plan document must hold together by: keys, references, orders and counts.

Each check yields the place of a mistake and a sentence about it; all of them run, so that one round
of mending is enough.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

from django.utils.translation import gettext as _

from monitoring.plan_document.mistakes import MistakesInDocument
from monitoring.plan_document.reading import Reading, did_you_mean
from monitoring.plan_document.structs import (
    Action,
    Commitment,
    Figure,
    Level,
    Measure,
    Period,
    PlanDocument,
    Priority,
    RatingRule,
    Target,
    Update,
)
from partnership.due_reading import read_due

Found: TypeAlias = Iterator[tuple[str, str]]
T = TypeVar("T")

LEFT = {"withdrawn", "merged", "transferred"}
FIXED = {"frozen", "published"}
#: A scale is stored under the plan's key and its own.
LONGEST_SCALE_NAME = 60
#: In printed totals, the actions that had no level at all.
NOT_RATED = "not_rated"


def check(reading: Reading) -> PlanDocument:
    """The document of `reading`, if it holds together. Raises MistakesInDocument with all that is wrong."""
    found = [found for look in CHECKS for found in look(reading.document)]
    if found:
        raise MistakesInDocument([reading.mistake(place, what) for place, what in found])
    return reading.document


def _each(name: str, parts: Iterable[T]) -> Iterator[tuple[str, T]]:
    """The parts of a list with their places."""
    return ((f"{name}[{number}]", part) for number, part in enumerate(parts))


def _groups(document: PlanDocument) -> Iterator[tuple[str, Priority | Commitment]]:
    """Every priority and commitment with its place."""
    for place, priority in _each("priorities", document.priorities):
        yield place, priority
        yield from _each(f"{place}.commitments", priority.commitments)


def _actions(document: PlanDocument) -> Iterator[tuple[str, Action]]:
    for place, group in _groups(document):
        yield from _each(f"{place}.actions", group.actions)


def _repeated(parts: Iterable[tuple[str, T]], value: Callable[[T], str], sentence: str) -> Found:
    """One mistake for every part whose value an earlier one has; an empty value may repeat."""
    first: dict[str, str] = {}
    for place, part in parts:
        text = value(part)
        if not text:
            continue
        if text in first:
            yield place, sentence % {"value": text, "first": first[text]}
        first.setdefault(text, place)


def keys_are_unique(document: PlanDocument) -> Found:
    sentence = _("The key “%(value)s” is taken by %(first)s. Give each its own.")
    sections: Iterable[Iterable[tuple[str, object]]] = (
        _each("plan.texts", document.plan.texts),
        _each("organisations", document.organisations),
        _each("people", document.people),
        _each("posts", document.posts),
        _each("bodies", document.bodies),
        _each("scales", document.scales),
        _each("documents", document.documents),
        _each("outcomes", document.outcomes),
        _each("priorities", document.priorities),
        (part for part in _groups(document) if isinstance(part[1], Commitment)),
        _actions(document),
        _each("programmes", document.programmes),
        _each("comparator_groups", document.comparator_groups),
        _each("measures", document.measures),
    )
    for section in sections:
        yield from _repeated(((f"{place}.key", part) for place, part in section), _key, sentence)


def _key(part: object) -> str:
    return str(part.key)  # type: ignore[attr-defined]  # every part of the sections above has one


def names_are_unique(document: PlanDocument) -> Found:
    """What a part is known again by in the next version has to be its own."""
    sentence = _("“%(value)s” already stands at %(first)s. Each is written once.")
    yield from _repeated(
        ((f"{place}.name", part) for place, part in _each("organisations", document.organisations)),
        lambda part: part.name,
        sentence,
    )
    yield from _repeated(
        ((f"{place}.email", part) for place, part in _each("people", document.people)),
        lambda part: part.email.lower(),
        sentence,
    )
    yield from _repeated(
        ((f"{place}.name", part) for place, part in _each("bodies", document.bodies)),
        lambda part: part.name,
        sentence,
    )
    organisations = {part.key: part.name for part in document.organisations}
    yield from _repeated(
        ((f"{place}.title", part) for place, part in _each("posts", document.posts)),
        lambda part: f"{part.title}, {organisations.get(part.organisation, part.organisation)}",
        sentence,
    )
    yield from _repeated(
        ((f"{place}.ref", part) for place, part in _each("priorities", document.priorities)),
        lambda part: part.ref,
        _("The number “%(value)s” is taken by %(first)s. Leave out the number of an unnumbered one."),
    )


def references_resolve(document: PlanDocument) -> Found:
    known: Mapping[str, set[str]] = {
        "organisation": {part.key for part in document.organisations},
        "person": {part.key for part in document.people},
        "post": {part.key for part in document.posts},
        "body": {part.key for part in document.bodies},
        "scale": {part.key for part in document.scales},
        "document": {part.key for part in document.documents},
        "outcome": {part.key for part in document.outcomes},
        "priority": {part.key for part in document.priorities},
        "commitment": {part.key for _place, part in _groups(document) if isinstance(part, Commitment)},
        "action": {part.key for part in document.actions()},
        "group": {part.key for part in document.comparator_groups},
        "measure": {part.key for part in document.measures},
    }
    sections = {
        "organisation": _("organisations"),
        "person": _("people"),
        "post": _("posts"),
        "body": _("bodies"),
        "scale": _("scales"),
        "document": _("documents"),
        "outcome": _("outcomes"),
        "priority": _("priorities"),
        "commitment": _("priorities, as the key of a commitment"),
        "action": _("priorities, as the key of an action"),
        "group": _("comparator_groups"),
        "measure": _("measures"),
    }
    for place, kind, key in _references(document):
        if key is not None and key not in known[kind]:
            yield (
                place,
                _("There is no “%(key)s” under %(section)s.%(hint)s")
                % {"key": key, "section": sections[kind], "hint": did_you_mean(key, known[kind])},
            )


Reference: TypeAlias = tuple[str, str, str | None]


def _references(document: PlanDocument) -> Iterator[Reference]:
    """Every reference from one part to another: its place, the kind of part it names, the key."""
    plan = document.plan
    yield "plan.owner_body", "body", plan.owner_body
    yield "plan.coordinating_post", "post", plan.coordinating_post
    yield "plan.analyst_post", "post", plan.analyst_post
    yield "plan.action_scale", "scale", plan.action_scale
    yield "plan.priority_scale", "scale", plan.priority_scale
    yield "plan.measure_scale", "scale", plan.measure_scale
    yield from _references_of_partners(document)
    yield from _references_of_promises(document)
    for place, measure in _each("measures", document.measures):
        yield f"{place}.lead_post", "post", measure.lead_post
        yield f"{place}.outcome", "outcome", measure.outcome
        yield f"{place}.priority", "priority", measure.priority
        yield f"{place}.commitment", "commitment", measure.commitment
        yield f"{place}.action", "action", measure.action
        yield f"{place}.lead_body", "body", measure.lead_body
        for inside, comparator in _each(f"{place}.comparators", measure.comparators):
            yield f"{inside}.group", "group", comparator.group
    for place, period in _each("periods", document.periods):
        yield from _references_of_reports(place, period)


def _references_of_partners(document: PlanDocument) -> Iterator[Reference]:
    for place, organisation in _each("organisations", document.organisations):
        yield f"{place}.parent", "organisation", organisation.parent
    for place, post in _each("posts", document.posts):
        yield f"{place}.organisation", "organisation", post.organisation
        for inside, holder in _each(f"{place}.holders", post.holders):
            yield f"{inside}.person", "person", holder.person
    for place, body in _each("bodies", document.bodies):
        yield f"{place}.parent", "body", body.parent
        for inside, seat in _each(f"{place}.seats", body.seats):
            yield f"{inside}.post", "post", seat.post
            yield f"{inside}.person", "person", seat.person
    for place, linked in _each("documents", document.documents):
        yield f"{place}.organisation", "organisation", linked.organisation


def _references_of_promises(document: PlanDocument) -> Iterator[Reference]:
    for place, priority in _each("priorities", document.priorities):
        yield f"{place}.lead_body", "body", priority.lead_body
        yield f"{place}.merged_into", "priority", priority.merged_into
        yield from ((inside, "outcome", key) for inside, key in _each(f"{place}.outcomes", priority.outcomes))
        yield from ((inside, "document", key) for inside, key in _each(f"{place}.documents", priority.documents))
    for place, action in _actions(document):
        yield f"{place}.merged_into", "action", action.merged_into
        for inside, responsible in _each(f"{place}.responsibilities", action.responsibilities):
            yield f"{inside}.post", "post", responsible.post
            yield f"{inside}.organisation", "organisation", responsible.organisation
            yield f"{inside}.body", "body", responsible.body
    for place, programme in _each("programmes", document.programmes):
        yield from ((inside, "priority", key) for inside, key in _each(f"{place}.priorities", programme.priorities))


def _references_of_reports(place: str, period: Period) -> Iterator[Reference]:
    yield f"{place}.action_scale", "scale", period.action_scale
    yield f"{place}.priority_scale", "scale", period.priority_scale
    yield f"{place}.measure_scale", "scale", period.measure_scale
    for inside, update in _each(f"{place}.updates", period.updates):
        yield f"{inside}.action", "action", update.action
        yield f"{inside}.submitted_by", "person", update.submitted_by
        yield f"{inside}.reviewed_by", "person", update.reviewed_by
        for change_place, change in _each(f"{inside}.level_changes", update.level_changes):
            yield f"{change_place}.by", "person", change.by
    yield f"{place}.numbers_checked_by", "person", period.numbers_checked_by
    for inside, summary in _each(f"{place}.priorities", period.priorities):
        yield f"{inside}.priority", "priority", summary.priority
        yield f"{inside}.signed_off_by", "person", summary.signed_off_by
    for inside, commentary in _each(f"{place}.measures", period.measures):
        yield f"{inside}.measure", "measure", commentary.measure
        yield f"{inside}.written_by", "person", commentary.written_by


def lists_name_a_part_once(document: PlanDocument) -> Found:
    sentence = _("“%(value)s” already stands at %(first)s.")
    for place, priority in _each("priorities", document.priorities):
        yield from _repeated(_each(f"{place}.outcomes", priority.outcomes), str, sentence)
        yield from _repeated(_each(f"{place}.documents", priority.documents), str, sentence)
    for place, programme in _each("programmes", document.programmes):
        yield from _repeated(_each(f"{place}.priorities", programme.priorities), str, sentence)


def nothing_contains_itself(document: PlanDocument) -> Found:
    yield from _circles("organisations", "parent", {part.key: part.parent for part in document.organisations})
    yield from _circles("bodies", "parent", {part.key: part.parent for part in document.bodies})
    yield from _circles("priorities", "merged_into", {part.key: part.merged_into for part in document.priorities})
    places = {action.key: place for place, action in _actions(document)}
    merged = {action.key: action.merged_into for _place, action in _actions(document)}
    for key in _turning_back(merged):
        yield f"{places[key]}.merged_into", _("“%s” is merged into itself by a circle.") % key


def _circles(section: str, field: str, links: Mapping[str, str | None]) -> Found:
    numbers = {key: number for number, key in enumerate(links)}
    for key in _turning_back(links):
        yield f"{section}[{numbers[key]}].{field}", _("“%s” leads back to itself.") % key


def _turning_back(links: Mapping[str, str | None]) -> Iterator[str]:
    """Keys from which the links lead back to the start."""
    for start in links:
        seen: set[str] = set()
        here = links[start]
        while here is not None and here not in seen:
            if here == start:
                yield start
                break
            seen.add(here)
            here = links.get(here)


def scales_hold(document: PlanDocument) -> Found:
    sentence = _("The code “%(value)s” is taken by %(first)s. Give each level its own.")
    for place, scale in _each("scales", document.scales):
        if len(document.plan.key) + 1 + len(scale.key) > LONGEST_SCALE_NAME:
            yield f"{place}.key", _("This key and the plan’s are too long together. Shorten it.")
        levels = ((f"{inside}.code", level) for inside, level in _each(f"{place}.levels", scale.levels))
        yield from _repeated(levels, lambda level: level.code, sentence)


def dates_run_forward(document: PlanDocument) -> Found:
    plan = document.plan
    if plan.starts and plan.ends:
        start, end = read_due(plan.starts).last_day, read_due(plan.ends).last_day
        if start and end and end < start:
            yield "plan.ends", _("The plan ends before it starts.")
    for place, first, last in _spans(document):
        if first and last and last < first:
            yield place, _("%(last)s is before %(first)s.") % {"last": last, "first": first}


def _spans(document: PlanDocument) -> Iterator[tuple[str, date | None, date | None]]:
    """Every stretch of days: the place of its end, its first and its last day."""
    for place, post in _each("posts", document.posts):
        for inside, holder in _each(f"{place}.holders", post.holders):
            yield f"{inside}.ends_on", holder.starts_on, holder.ends_on
    for place, body in _each("bodies", document.bodies):
        for inside, seat in _each(f"{place}.seats", body.seats):
            yield f"{inside}.ends_on", seat.starts_on, seat.ends_on
    for place, priority in _each("priorities", document.priorities):
        yield f"{place}.in_plan_until", priority.in_plan_from, priority.in_plan_until
    for place, action in _actions(document):
        yield f"{place}.in_plan_until", action.in_plan_from, action.in_plan_until
    for place, period in _each("periods", document.periods):
        yield f"{place}.ends_on", period.starts_on, period.ends_on


def seats_are_of_one(document: PlanDocument) -> Found:
    for place, body in _each("bodies", document.bodies):
        for inside, seat in _each(f"{place}.seats", body.seats):
            if (seat.post is None) == (seat.person is None):
                yield inside, _("A seat belongs either to a post or to a person. Give one of “post” and “person”.")
        yield from _repeated(
            _each(f"{place}.seats", body.seats),
            lambda seat: f"{seat.post or seat.person}, {seat.role}, {seat.starts_on or ''}".rstrip(", "),
            _("The seat of %(value)s already stands at %(first)s."),
        )


def holders_are_said_once(document: PlanDocument) -> Found:
    for place, post in _each("posts", document.posts):
        yield from _repeated(
            _each(f"{place}.holders", post.holders),
            lambda holder: f"{holder.person}, {holder.starts_on or ''}".rstrip(", "),
            _("The holder %(value)s already stands at %(first)s."),
        )


def actions_hold(document: PlanDocument) -> Found:
    reported = any(period.updates for period in document.periods)
    for place, action in _actions(document):
        yield from _responsibilities(place, action)
        if action.stage == "complete" and action.completed_on is None:
            yield place, _("A completed action needs “completed_on”, the day it was completed.")
        if action.stage != "complete" and action.completed_on is not None:
            yield f"{place}.completed_on", _("Only an action whose stage is complete has a day of completion.")
        if action.stage in LEFT and action.in_plan_until is None and reported:
            yield (
                place,
                _("An action that left the plan needs “in_plan_until”, so that earlier periods still count it."),
            )
        if action.merged_into is not None and action.stage != "merged":
            yield f"{place}.merged_into", _("Only an action whose stage is merged is part of another.")
        for earlier, (inside, later) in zip(
            action.date_changes, list(_each(f"{place}.date_changes", action.date_changes))[1:], strict=False
        ):
            if later.agreed_on <= earlier.agreed_on:
                yield f"{inside}.agreed_on", _("Date changes stand in the order they were agreed, one a day.")
        yield from _repeated(
            _each(f"{place}.also_listed_in", action.also_listed_in),
            lambda listed: f"{listed.plan}, {listed.priority}",
            _("“%(value)s” already stands at %(first)s."),
        )
        for inside, listed in _each(f"{place}.also_listed_in", action.also_listed_in):
            if listed.plan == document.plan.key:
                yield f"{inside}.plan", _("The action is in this plan already. Name another plan.")


def _responsibilities(place: str, action: Action) -> Found:
    for inside, holder in _each(f"{place}.responsibilities", action.responsibilities):
        named = [name for name in (holder.post, holder.organisation, holder.body) if name is not None]
        if len(named) > 1:
            yield inside, _("Only one of “post”, “organisation” and “body” can be responsible here. Make two entries.")
        elif not named and not holder.as_printed:
            yield inside, _("Nobody is named. Give “post”, “organisation” or “body”, or “as_printed”.")
    primary = [
        inside for inside, holder in _each(f"{place}.responsibilities", action.responsibilities) if holder.primary
    ]
    for inside in primary[1:]:
        yield f"{inside}.primary", _("%s is first lead already. An action has at most one.") % primary[0]


def priorities_hold(document: PlanDocument) -> Found:
    reported = any(period.updates for period in document.periods)
    for place, priority in _each("priorities", document.priorities):
        if priority.status in LEFT and priority.in_plan_until is None and reported:
            yield (
                place,
                _("A priority that left the plan needs “in_plan_until”, so that earlier periods still count it."),
            )
        if priority.merged_into is not None and priority.status != "merged":
            yield f"{place}.merged_into", _("Only a priority whose status is merged is part of another.")
    if document.plan.supersedes == document.plan.key:
        yield "plan.supersedes", _("A plan cannot replace itself.")


def comparator_groups_hold(document: PlanDocument) -> Found:
    yield from _repeated(
        ((f"{place}.name", part) for place, part in _each("comparator_groups", document.comparator_groups)),
        lambda part: part.name,
        _("“%(value)s” already stands at %(first)s. Each is written once."),
    )
    for inside, group in _each("comparator_groups", document.comparator_groups):
        for place, member in _each(f"{inside}.members", group.members):
            if member.member_from and member.member_until and member.member_until < member.member_from:
                yield f"{place}.member_until", _("An area cannot leave a group before it joined.")


def measures_hold(document: PlanDocument) -> Found:
    yield from _rating_rules("plan", document.plan.rating_rules)
    for place, measure in _each("measures", document.measures):
        yield from _rating_rules(place, measure.rating_rules)
        for inside, target in _each(f"{place}.targets", measure.targets):
            yield from _target(inside, target, measure)
        for inside, figure in _each(f"{place}.figures", measure.figures):
            yield from _figure(inside, figure, measure)
        yield from _compared_with(place, measure)
        yield from _said_once(place, measure)
        for inside, number in _numbers(place, measure):
            if number is not None and not _fits(number):
                yield inside, _("%s has too many digits; at most 12 before the point and 6 after it fit.") % number


def _compared_with(place: str, measure: Measure) -> Found:
    for inside, comparator in _each(f"{place}.comparators", measure.comparators):
        if comparator.value is None and not comparator.relation:
            yield inside, _("A comparison is a number or words such as “higher than”. Give “value” or “relation”.")
    baseline = measure.baseline
    if baseline and baseline.value is None and not baseline.as_printed:
        yield f"{place}.baseline", _("A baseline is a number or the words that were printed.")


def _target(place: str, target: Target, measure: Measure) -> Found:
    if measure.polarity == "close_to_target" and target.operator not in (None, "exactly"):
        yield (
            f"{place}.operator",
            _("Close to the target is better for this measure, so its target is meant “exactly”."),
        )
    if target.value is None and not (target.as_printed or target.rule or target.none_set):
        yield (
            place,
            _("A target is a number, a rule or the words that were printed. Give “value”, “rule” or “as_printed”."),
        )
    if target.none_set and (target.value is not None or target.rule or target.floor or target.tolerance):
        yield f"{place}.none_set", _("Either no target is set, or there is a number or a rule. Not both.")
    if (target.rule == "better_than_comparator") != (target.rule_comparator is not None):
        yield (
            f"{place}.rule_comparator",
            _("“rule_comparator” goes with “rule: better_than_comparator”: give both or neither."),
        )


def _figure(place: str, figure: Figure, measure: Measure) -> Found:
    said = (figure.as_printed, figure.judgement, figure.missing, figure.direction, figure.reported_rating)
    if figure.value is None and not any(said):
        yield place, _("A figure says something. Give “value”, “as_printed”, “judgement”, “direction” or “missing”.")
    if figure.value is not None and figure.missing:
        yield f"{place}.missing", _("A figure is either a number or missing, never both.")
    if bool(figure.dimension) != bool(figure.category):
        yield place, _("A figure of a part names what it is broken down by and which part it is. Give both or neither.")
    elif figure.dimension:
        categories = {each.name: each.categories for each in measure.dimensions}.get(figure.dimension)
        if categories is None:
            yield f"{place}.dimension", _("The measure is not broken down by “%s”.") % figure.dimension
        elif figure.category not in categories:
            yield f"{place}.category", _("“%s” is none of the parts that the measure names.") % figure.category


def _rating_rules(place: str, rules: Sequence[RatingRule]) -> Found:
    days = [rule.applies_from or "-" for rule in rules]
    yield from _repeated(
        _each(f"{place}.rating_rules", days),
        str,
        _("A rule that applies from “%(value)s” already stands at %(first)s."),
    )
    for inside, rule in _each(f"{place}.rating_rules", rules):
        if not 0 <= rule.on_track_within <= rule.at_risk_within < 10**6:
            yield (
                inside,
                _("The margin for some concern cannot be narrower than the one for on track, and neither is below 0."),
            )


def _said_once(place: str, measure: Measure) -> Found:
    sentence = _("“%(value)s” already stands at %(first)s.")
    figures = [
        ", ".join(filter(None, (each.dimension, each.category, each.period or "-", str(each.revision))))
        for each in measure.figures
    ]
    said: dict[str, list[Any]] = {
        "targets": [", ".join((each.period or "-", each.span, each.kind)) for each in measure.targets],
        "figures": figures,
        "comparators": [f"{each.kind}, {each.name}, {each.period or '-'}" for each in measure.comparators],
        "dimensions": [each.name for each in measure.dimensions],
        "breaks": [each.begins_on for each in measure.breaks],
    }
    for name, parts in said.items():
        yield from _repeated(_each(f"{place}.{name}", parts), str, sentence)


def _numbers(place: str, measure: Measure) -> Iterator[tuple[str, Decimal | None]]:
    if measure.baseline:
        yield f"{place}.baseline.value", measure.baseline.value
    for inside, target in _each(f"{place}.targets", measure.targets):
        yield f"{inside}.value", target.value
        yield f"{inside}.floor", target.floor
        yield f"{inside}.tolerance", target.tolerance
    for inside, figure in _each(f"{place}.figures", measure.figures):
        yield f"{inside}.value", figure.value
        yield f"{inside}.numerator", figure.numerator
        yield f"{inside}.denominator", figure.denominator
    for inside, comparator in _each(f"{place}.comparators", measure.comparators):
        yield f"{inside}.value", comparator.value


def _fits(number: Decimal) -> bool:
    return abs(number) < Decimal(10) ** 12 and number == round(number, 6)


def periods_run_in_order(document: PlanDocument) -> Found:
    places = list(_each("periods", document.periods))
    for (_before, earlier), (place, later) in pairwise(places):
        if later.number <= earlier.number:
            yield (
                f"{place}.number",
                _("Periods stand in the order of their numbers; %(later)d follows %(earlier)d.")
                % {
                    "later": later.number,
                    "earlier": earlier.number,
                },
            )
        elif later.ends_on <= earlier.ends_on:
            yield (
                f"{place}.ends_on",
                _("A later period ends later: %(later)s follows %(earlier)s.")
                % {
                    "later": later.ends_on,
                    "earlier": earlier.ends_on,
                },
            )
        if later.state in FIXED and earlier.state not in FIXED:
            yield f"{place}.state", _("The period before is not frozen, so this one cannot be.")
    under_way = [place for place, period in places if period.state in {"open", "challenge"}]
    for place in under_way[1:]:
        yield f"{place}.state", _("%s is under way already. Freeze it before the next opens.") % under_way[0]
    for place, period in places:
        steps = [
            (name, getattr(period, name))
            for name in ("opens_on", "updates_due_on", "challenge_by", "sign_off_by", "freeze_on", "publish_by")
        ]
        for (_name, first), (name, second) in pairwise([step for step in steps if step[1] is not None]):
            if second < first:
                yield (
                    f"{place}.{name}",
                    _("%(second)s is before the step that precedes it, %(first)s.")
                    % {
                        "second": second,
                        "first": first,
                    },
                )


def reports_hold(document: PlanDocument) -> Found:
    scales = {scale.key: {level.code: level for level in scale.levels} for scale in document.scales}
    plan = document.plan
    actions = {action.key: action for action in document.actions()}
    last: dict[str, str | None] = {}
    for place, period in _each("periods", document.periods):
        action_levels = scales.get(period.action_scale or plan.action_scale or "", {})
        priority_levels = scales.get(period.priority_scale or plan.priority_scale or "", {})
        yield from _printed_totals(place, period, action_levels)
        if period.state == "planned" and (period.updates or period.priorities or period.measures):
            yield f"{place}.state", _("A planned period has no updates yet. Its state is open, or frozen.")
        yield from _repeated(
            ((f"{inside}.action", update) for inside, update in _each(f"{place}.updates", period.updates)),
            lambda update: update.action,
            _("The action “%(value)s” already has an update at %(first)s."),
        )
        for inside, update in _each(f"{place}.updates", period.updates):
            yield from _update(inside, update, period, actions.get(update.action), action_levels)
            if update.unchanged and (update.action not in last or last[update.action] != update.level):
                yield (
                    f"{inside}.unchanged",
                    _("Nothing can be unchanged here: the update before has another level, or there is none."),
                )
            last[update.action] = update.level
        yield from _repeated(
            ((f"{inside}.priority", summary) for inside, summary in _each(f"{place}.priorities", period.priorities)),
            lambda summary: summary.priority,
            _("The priority “%(value)s” already has a summary at %(first)s."),
        )
        for inside, summary in _each(f"{place}.priorities", period.priorities):
            yield from _level(f"{inside}.level", summary.level, priority_levels)
            if summary.signed_off_by is not None and summary.signed_off_on is None:
                yield f"{inside}.signed_off_by", _("Give “signed_off_on” too, the day it was signed off.")
        yield from _commentaries(place, period, scales.get(period.measure_scale or plan.measure_scale or "", {}))


def _commentaries(place: str, period: Period, levels: Mapping[str, Level]) -> Found:
    said = list(_each(f"{place}.measures", period.measures))
    yield from _repeated(
        ((f"{inside}.measure", commentary) for inside, commentary in said),
        lambda commentary: commentary.measure,
        _("The measure “%(value)s” already has a commentary at %(first)s."),
    )
    for inside, commentary in said:
        yield from _level(f"{inside}.level", commentary.level, levels)
        if commentary.level and not commentary.reason:
            yield f"{inside}.reason", _("Say why the rating is another than the rule gives.")


def _printed_totals(place: str, period: Period, levels: Mapping[str, Level]) -> Found:
    if period.printed_totals is None:
        return
    if period.updates:
        yield f"{place}.printed_totals", _("A period has either updates or printed totals. Leave out one of them.")
    if period.state not in FIXED:
        yield f"{place}.printed_totals", _("Only a frozen or published period can rest on printed totals.")
    for code, count in period.printed_totals.items():
        if code != NOT_RATED:
            yield from _level(f"{place}.printed_totals.{code}", code, levels)
        if count < 0 or (count * 2) % 1:
            yield (
                f"{place}.printed_totals.{code}",
                _("%s is not a number of actions. Whole and half counts can be.") % count,
            )


def _level(place: str, code: str | None, levels: Mapping[str, Level]) -> Found:
    if code is None or code in levels:
        return
    if not levels:
        yield place, _("The plan names no scale for this, so nothing here has a level. Leave it out.")
    else:
        yield (
            place,
            _("“%(code)s” is no level of the scale. Its levels are %(known)s.%(hint)s")
            % {
                "code": code,
                "known": ", ".join(levels),
                "hint": did_you_mean(code, levels),
            },
        )


def _update(place: str, update: Update, period: Period, action: Action | None, levels: Mapping[str, Level]) -> Found:
    yield from _level(f"{place}.level", update.level, levels)
    for inside, change in _each(f"{place}.level_changes", update.level_changes):
        yield from _level(f"{inside}.before", change.before, levels)
        yield from _level(f"{inside}.after", change.after, levels)
    yield from _changes(place, update)
    yield from _review(place, update, period)
    level = levels.get(update.level or "")
    if action is not None:
        yield from _of_action(place, update, period, action, level)
    # What is brought in from paper may lack its reason; what is still being worked on may not.
    if level is not None and period.state not in FIXED:
        yield from _reasons(place, update, level)


def _reasons(place: str, update: Update, level: Level) -> Found:
    delay = update.delay
    if level.requires_reason and (delay is None or delay.cause is None or not delay.impact):
        yield place, _("The level “%s” needs a reason. Give “delay” with “cause” and “impact”.") % level.label
    if level.requires_recovery and (delay is None or not delay.recovery or delay.forecast is None):
        yield place, _("The level “%s” needs a way back. Give “recovery” and “forecast” in “delay”.") % level.label


def _review(place: str, update: Update, period: Period) -> Found:
    if update.state == "submitted" and period.state in FIXED:
        yield f"{place}.state", _("In a frozen period every update has been accepted or returned.")
    if update.state == "returned" and not update.returned_because:
        yield place, _("A returned update needs “returned_because”, so that its author can mend it.")
    if update.state != "returned" and update.returned_because:
        yield f"{place}.returned_because", _("Only an update whose state is returned says why it was returned.")


def _of_action(place: str, update: Update, period: Period, action: Action, level: Level | None) -> Found:
    as_at = period.actions_as_at or period.ends_on
    joins_later = action.in_plan_from is not None and action.in_plan_from > as_at
    left_before = action.in_plan_until is not None and action.in_plan_until < as_at
    if joins_later or left_before:
        yield (
            f"{place}.action",
            _("“%(action)s” was not in the plan on %(day)s.") % {"action": update.action, "day": as_at},
        )
    if level is not None and level.meaning == "complete" and not (update.completed_on or action.completed_on):
        yield place, _("An action reported complete needs “completed_on”, the day it was completed.")


def _changes(place: str, update: Update) -> Found:
    changes = list(_each(f"{place}.level_changes", update.level_changes))
    for (_before, earlier), (inside, later) in pairwise(changes):
        if later.before != earlier.after:
            yield f"{inside}.before", _("The change before ended at “%s”.") % earlier.after
    if changes and changes[-1][1].after != update.level:
        yield f"{changes[-1][0]}.after", _("The last change ends at the update’s level, “%s”.") % update.level


CHECKS: tuple[Callable[[PlanDocument], Found], ...] = (
    keys_are_unique,
    names_are_unique,
    references_resolve,
    lists_name_a_part_once,
    nothing_contains_itself,
    scales_hold,
    dates_run_forward,
    seats_are_of_one,
    holders_are_said_once,
    actions_hold,
    priorities_hold,
    comparator_groups_hold,
    measures_hold,
    periods_run_in_order,
    reports_hold,
)

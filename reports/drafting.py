"""What a section of a written report begins with: paragraphs in the words of the period record.

A draft claims nothing that the record does not say: silence is said, and a plan that does not rate gets no rating.
Each paragraph names what it came from, so that it can be drafted again and shown when the record says something else.
Touches no database. The record is the one that may be printed: see `printable`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitoring.models import Highlight
from monitoring.record.attention import is_awaited
from monitoring.record.counts import Count
from monitoring.record.measures import MeasureLine, scorecard
from monitoring.record.overview import Overview, PriorityView, Row
from monitoring.record.part import part_of
from monitoring.record.position import plain
from monitoring.record.public import NOTHING, guarded
from monitoring.record.structs import Action, Level, Movement, Record, Update
from monitoring.record.words import begun, when, within
from reports.models import TemplateSection

Drafts = TemplateSection.Drafts


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paragraph in light Markdown. `source` is the kind and key of what it came from: action-12."""

    text: str
    source: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def printable(record: Record, *, scope: str = "", scope_name: str = "") -> Record:
    """The part of a record that a report is about, without the numbers that nobody may publish."""
    return guarded(part_of(record, scope, scope_name), NOTHING)


def draft(record: Record, drafts_from: str, *, provisional: bool) -> tuple[Drafted, ...]:
    """The paragraphs of a section; none where the record says nothing of the kind.

    `provisional` says that the period is still open: then only what was agreed or signed off is drafted from.
    """
    drafter = _DRAFTERS.get(Drafts(drafts_from))
    return tuple(drafter(Overview(record, provisional=provisional))) if drafter else ()


def said_now(record: Record, sources: Iterable[str], *, provisional: bool) -> dict[str, Drafted]:
    """What would be drafted from each of these sources today; one of which the record says nothing is not there."""
    asked = set(sources)
    kinds = dict.fromkeys(_KINDS[kind] for source in sorted(asked) if (kind := kind_of(source)) in _KINDS)
    drafted = (each for kind in kinds for each in draft(record, kind, provisional=provisional))
    return {each.source: each for each in drafted if each.source in asked}


def kind_of(source: str) -> str:
    """The kind of a source: action of action-12."""
    return source.partition("-")[0]


# --- What each kind says -------------------------------------------------------------------------


def _plan_texts(overview: Overview) -> Iterator[Drafted]:
    for number, text in enumerate(overview.record.plan.texts, start=1):
        if body := text.body.strip():
            yield Drafted(f"{_bold(text.title)}\n\n{body}" if text.title else body, f"text-{number}")


def _position(overview: Overview) -> Iterator[Drafted]:
    record = overview.record
    lines = [_(_COUNTED) % _counted(each, overview) for each in overview.shown_counts]
    if not lines:
        lines = [f"{total.label}: {plain(total.count)}" for total in record.printed_totals]
    yield Drafted(_with_bullets(str(overview.position), lines), "position-actions")
    about = " ".join(filter(None, (overview.priorities_sentence, overview.uncounted_sentence)))
    if overview.total:
        yield Drafted(about, "position-plan")
    card = scorecard(record)
    if card.lines:
        yield Drafted(card.sentence, "position-measures")


_COUNTED = "%(level)s: %(number)s%(change)s"


def _counted(each: Count, overview: Overview) -> Mapping[str, str]:
    change = overview.change_words(each)
    return {
        "level": each.level.label,
        "number": plain(each.count),
        "change": f" ({within(change)})" if change else "",
    }


def _summaries(overview: Overview) -> Iterator[Drafted]:
    for view in _reported(overview):
        priority = view.priority
        is_said = not overview.provisional or priority.signed_off_on is not None
        head = _with_level(view.title, view.level)
        said = _flowing(priority.judged_reason) if is_said else ""
        if is_said and (said or priority.highlights):
            kinds = dict(Highlight.Kind.choices)
            lines = [
                f"{each.label or kinds.get(each.kind, each.kind)}: {_in_item(each.text)}"
                for each in priority.highlights
            ]
            text = _with_bullets(f"{head}. {said}".strip(), lines)
        else:
            words = f"{view.words}. " if view.words else ""
            text = f"{head}. {words}" + _("Its lead has not signed anything off about it for this period.")
        yield Drafted(text, f"summary-{priority.pk}")


def _updates(overview: Overview) -> Iterator[Drafted]:
    silent: list[str] = []
    for row in _rows(overview):
        action = row.action
        update = _told(overview, action)
        if update is not None:
            said = update.narrative or (_("Nothing has changed since the period before.") if update.unchanged else "")
            parts = [_flowing(said), *map(_flowing, _delay(update))]
            head = _with_level(row.title, row.level, since=row.since)
            yield Drafted(f"{head}. " + " ".join(filter(None, parts)), f"action-{action.pk}")
        elif is_awaited(action) or action.update is not None:
            silent.append(row.title)
        else:
            yield Drafted(f"{_with_level(row.title, row.level, since=row.since)}.", f"action-{action.pk}")
    if silent:
        about = (
            _("Nothing has been agreed for this period about these:")
            if overview.provisional
            else _("Nothing was reported for this period about these:")
        )
        yield Drafted(_with_bullets(about, [_plain_title(title) for title in silent]), "awaited-actions")


def _delay(update: Update) -> Iterator[str]:
    delay = update.delay
    if delay is None:
        return
    yield _sentence(delay.detail)
    yield _sentence(delay.impact)
    yield _sentence(delay.recovery)
    if delay.forecast is not None:
        yield _("It is now expected by %(day)s.") % {"day": when(delay.forecast)}


def _exceptions(overview: Overview) -> Iterator[Drafted]:
    for group in overview.groups:
        for each in group.items:
            reasons = " ".join(each.reasons)
            why = _flowing(each.why) if _told(overview, each.row.action) else ""
            said = " ".join(filter(None, (reasons, why)))
            head = _with_level(each.row.title, each.row.level if overview.rated else None)
            yield Drafted(f"{head}. {said}".strip(), f"exception-{each.row.action.pk}")
    for line in scorecard(overview.record).exceptions:
        yield Drafted(_measure(line), f"off_target-{line.measure.pk}")


_MOVED: tuple[tuple[Movement, Callable[[str], str]], ...] = (
    (Movement.WORSE, lambda since: _("Worse since %(since)s:") % {"since": since}),
    (Movement.BETTER, lambda since: _("Better since %(since)s:") % {"since": since}),
    (Movement.STARTED, lambda since: _("Started since %(since)s:") % {"since": since}),
)


def _movement(overview: Overview) -> Iterator[Drafted]:
    if not (overview.rated and overview.since):
        return
    by_movement: dict[Movement, list[str]] = defaultdict(list)
    for row in _rows(overview):
        if row.before is not None and row.level is not None:
            words = {"before": within(row.before.label), "now": within(row.level.label)}
            title = _plain_title(row.title)
            by_movement[row.action.movement].append(f"{title}: " + _("from %(before)s to %(now)s") % words)
    for movement, heading in _MOVED:
        if lines := by_movement[movement]:
            yield Drafted(_with_bullets(heading(overview.since), lines), f"movement-{movement}")
    if not any(by_movement[movement] for movement, _heading in _MOVED):
        words = {"since": overview.since}
        yield Drafted(_("No rating has changed since %(since)s.") % words, "movement-none")


def _measures(overview: Overview) -> Iterator[Drafted]:
    for line in scorecard(overview.record).lines:
        yield Drafted(_measure(line), f"measure-{line.measure.pk}")


def _measure(line: MeasureLine) -> str:
    head = _with_level(line.title, line.level)
    result = line.latest or within(line.missing) or _("not known")
    facts = [
        _("%(result)s (%(period)s)") % {"result": result, "period": line.when} if line.when else result,
        _("the target is %(target)s") % {"target": line.target} if line.target else _("no target is set"),
    ]
    if line.measure.latest is not None and line.short.moved.way:
        facts.append(within(line.short.moved.text) + (f" ({within(line.short.said)})" if line.short.said else ""))
    facts += [f"{other.name}: {other.said}" for other in line.others]
    commentary = line.measure.commentary
    told = [commentary.story, commentary.doing, commentary.forecast] if commentary else []
    judged = [line.measure.judged_reason] if line.level is not None else []
    said = " ".join(_flowing(each) for each in (*judged, *told) if each)
    return f"{head}: {'; '.join(facts)}. {said}".strip()


def _next_steps(overview: Overview) -> Iterator[Drafted]:
    for view in _reported(overview):
        lines = [
            f"{_plain_title(row.title)}: {_in_item(update.next_steps)}"
            for row in _in_order(view)
            if (update := _told(overview, row.action)) is not None and update.next_steps.strip()
        ]
        if lines:
            yield Drafted(_with_bullets(f"{_bold(view.title)}:", lines), f"next-{view.priority.pk}")


def _decisions(overview: Overview) -> Iterator[Drafted]:
    for view in _reported(overview):
        priority = view.priority
        if priority.decisions_sought.strip() and (not overview.provisional or priority.signed_off_on is not None):
            yield Drafted(f"{_bold(view.title)}: {_flowing(priority.decisions_sought)}", f"decision-{priority.pk}")


_DRAFTERS: Mapping[Drafts, Callable[[Overview], Iterator[Drafted]]] = {
    Drafts.PLAN_TEXTS: _plan_texts,
    Drafts.POSITION: _position,
    Drafts.SUMMARIES: _summaries,
    Drafts.UPDATES: _updates,
    Drafts.EXCEPTIONS: _exceptions,
    Drafts.MOVEMENT: _movement,
    Drafts.MEASURES: _measures,
    Drafts.NEXT_STEPS: _next_steps,
    Drafts.DECISIONS: _decisions,
}
#: By which drafter a kind of source is said.
_KINDS = {
    "text": Drafts.PLAN_TEXTS,
    "position": Drafts.POSITION,
    "summary": Drafts.SUMMARIES,
    "action": Drafts.UPDATES,
    "awaited": Drafts.UPDATES,
    "exception": Drafts.EXCEPTIONS,
    "off_target": Drafts.EXCEPTIONS,
    "movement": Drafts.MOVEMENT,
    "measure": Drafts.MEASURES,
    "next": Drafts.NEXT_STEPS,
    "decision": Drafts.DECISIONS,
}


# --- In the order and the words of the plan ------------------------------------------------------


def _reported(overview: Overview) -> Iterator[PriorityView]:
    yield from (view for view in overview.priorities if view.priority.reported)


def _in_order(view: PriorityView) -> list[Row]:
    """A priority's actions as the plan has them; a dashboard shows the worst first."""
    place = {action.pk: number for number, action in enumerate(view.overview.record.actions)}
    return sorted(view.rows, key=lambda row: place[row.action.pk])


def _rows(overview: Overview) -> Iterator[Row]:
    for view in overview.priorities:
        yield from _in_order(view)


def _told(overview: Overview, action: Action) -> Update | None:
    """What was said about an action, where it is agreed or no longer going to be."""
    update = action.update
    return update if update is not None and (update.accepted or not overview.provisional) else None


def _with_level(title: str, level: Level | None, *, since: str = "") -> str:
    if level is None:
        return _bold(title)
    words = f"{within(level.label)} {since}".strip()
    return f"{_bold(title)} ({words})"


def _bold(text: str) -> str:
    return f"**{_plain_title(text)}**"


_MARKS = re.compile(r"([\\*_\[\]<>`])")


def _plain_title(text: str) -> str:
    """A title as it stands, whatever signs it holds."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _flowing(text: str) -> str:
    """What somebody typed, as it goes on in a paragraph: its line ends and bullets stay, and it refers to nothing."""
    text = text.replace("\r\n", "\n").replace("[[", "[ [").strip()
    lines = [re.sub(r"^[ \t]*[•·▪‣◦][ \t]*", "- ", line) for line in text.split("\n")]
    return _sentence("\n".join(lines))


def _in_item(text: str) -> str:
    """What somebody typed, in one item of a list; several lines are items of their own beneath it."""
    lines = [re.sub(r"^[-*][ \t]+", "", line) for line in _flowing(text).split("\n") if line.strip()]
    return lines[0] if len(lines) == 1 else "".join(f"\n  - {begun(line)}" for line in lines)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?:;…" else f"{text}."


def _with_bullets(text: str, lines: Collection[str]) -> str:
    return "\n\n".join(filter(None, (text, "\n".join(f"- {line}" for line in lines))))

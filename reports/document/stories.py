"""What has happened with each action of a priority, in numbered paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitoring.record.attention import date_history, is_complete
from monitoring.record.overview import Overview, Row
from monitoring.record.structs import Action, Level, Update
from monitoring.record.words import begun, when, within


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said under a head: the cause of a delay, the history of a date."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """One action's numbered paragraph: its narrative, and remarks that run on in paragraphs of their own."""

    row: Row
    anchor: str
    paragraphs: tuple[str, ...]
    remarks: tuple[tuple[Remark, ...], ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Actions of which nothing was said, and why that is."""

    sentence: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The stories in the order of the table, and the actions without one under the reason for that."""

    told: tuple[Story, ...]
    silent: tuple[Silence, ...]


def stories(rows: Sequence[Row], overview: Overview) -> Told:
    told: list[Story] = []
    silent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        story = _story(row, overview)
        if story.paragraphs or story.remarks:
            told.append(story)
        else:
            silent[_silence(row, overview)].append(row)
    return Told(tuple(told), tuple(Silence(why, tuple(rows)) for why, rows in silent.items()))


def _story(row: Row, overview: Overview) -> Story:
    update = row.action.update
    groups = (delay_of(row.action), _progress(row.action, overview), next_steps(update), _contributions(row.action))
    told = (tuple(remark for remark in group if remark.text) for group in groups)
    return Story(
        row=row,
        anchor=f"action-{row.action.pk}",
        paragraphs=paragraphs(update.narrative) if update else (),
        remarks=tuple(group for group in told if group),
    )


def _progress(action: Action, overview: Overview) -> Iterable[Remark]:
    update = action.update
    if action.moves:
        yield Remark(_("Dates."), _dates(action, is_late=overview.is_late(action) and not _is_done(action, overview)))
    elif overview.is_late(action) and not _is_done(action, overview):
        late = _("It was due by %(date)s, which was never moved, and is late.") % {"date": when(action.agreed_due)}
        yield Remark(_("Dates."), late)
    if update is None:
        return
    if overview.rated:
        yield from _changes(update, overview)
    if update.unchanged:
        yield Remark(_("Unchanged."), _("Its lead reports that nothing has changed since the last report."))
    if overview.provisional and not update.accepted:
        yield Remark(
            _("Not yet agreed."), _("The rating is as proposed.") if overview.rated else _("This is as submitted.")
        )


def _is_done(action: Action, overview: Overview) -> bool:
    return is_complete(action, overview.scales.actions.get(action.column))


def next_steps(update: Update | None) -> Iterable[Remark]:
    if update:
        yield Remark(_("Next."), sentences(*map(begun, update.next_steps.splitlines())))


def _contributions(action: Action) -> Iterable[Remark]:
    """What other organisations add, each under its name."""
    for said in action.contributions:
        yield Remark(_("%(organisation)s adds.") % {"organisation": said.organisation}, sentences(said.text))


def delay_of(action: Action) -> Iterable[Remark]:
    delay = action.update.delay if action.update else None
    if delay is None:
        return
    yield Remark(_("Cause."), sentences(delay.cause, delay.detail))
    yield Remark(_("Effect."), sentences(delay.impact))
    yield Remark(_("Recovery."), sentences(delay.recovery))
    yield Remark(_("Now expected."), sentences(when(delay.forecast)))


def _dates(action: Action, *, is_late: bool) -> str:
    """What was agreed, how often it was moved, and the reasons for moving it in this period."""
    said = {"date": when(action.agreed_due)}
    agreed = _("The agreed date was %(date)s, and it is late.") if is_late else _("The agreed date is %(date)s.")
    why = [
        _("It was moved in this period because: %(reason)s") % {"reason": move.reason}
        for move in action.moves
        if move.this_period and move.reason
    ]
    return sentences(agreed % said, date_history(action), *why)


def _changes(update: Update, overview: Overview) -> Iterable[Remark]:
    for change in update.changes:
        words = {
            "before": _word(overview.scales.actions.get(change.before or "")),
            "after": _word(overview.scales.actions.get(change.after or "")),
            "reason": change.reason,
        }
        yield Remark(_("Rating changed."), sentences(_("From %(before)s to %(after)s. %(reason)s") % words))


def _word(level: Level | None) -> str:
    return within(level.label) if level else _("not rated")


def _silence(row: Row, overview: Overview) -> str:
    """Why nothing is said of an action."""
    if row.since:
        return _("Complete before this period:")
    if row.action.starts_later:
        return _("Start later and are not reported on yet:")
    if row.action.update is not None:
        return _("Rated without further words:")
    if overview.provisional:
        return (
            _("Updates are still awaited, so these are not rated:")
            if overview.rated
            else _("Updates are still awaited:")
        )
    if not overview.rated:
        return _("No update was sent for this period:")
    return _("No update was sent for this period, so these are not rated:")


def paragraphs(text: str) -> tuple[str, ...]:
    """Separated by empty lines, as people type them."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple(block.strip() for block in blocks if block.strip())


def sentences(*parts: str) -> str:
    """Parts one after another, each closed with a full stop."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in said)

"""A file of figures: taking it, saying how it is read, and bringing it in."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.importing.checking import (
    Checked,
    CheckedBeside,
    Kind,
    check,
    left_over,
    measures_of,
    pointing_at_a_child,
)
from indicators.importing.files import names_of_sheets, read_sheet
from indicators.importing.guessing import guess
from indicators.importing.mapping import Mapping, Table, is_period, mapping_from
from indicators.importing.published import names_of_area
from indicators.importing.sheets import Unreadable
from indicators.models import Comparator, FigureImport, ImportMapping
from indicators.said import Said
from indicators.services.figures import bring_in
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan

State = FigureImport.State


class NotReadable(Refused):
    """A file that no figures can be read from."""


class NotWaiting(Refused):
    """A file that was brought in, or put away, already."""


class WordsAsked(Refused):
    """Words of the file may point at a child, and nobody has said why they cannot."""


class NotAll(Refused):
    """Some rows cannot be brought in, and all or nothing was asked for."""


class Changed(Refused):
    """What bringing the file in would change is no longer what the person saw."""


@transaction.atomic
def take_file(*, plan: Plan, name: str, content: bytes, by: User) -> FigureImport:
    """Keep a file as it came, and make out how it is read. Raises NotReadable."""
    try:
        sheet = names_of_sheets(content)[0]
        mapping = begin_mapping(plan=plan, content=content, sheet=sheet, by=by)
    except Unreadable as why:
        raise NotReadable(str(why)) from why
    with refusing():
        return FigureImport.objects.create(
            plan=plan,
            file_name=_file_name(name),
            content=content,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            mapping=mapping.as_json(),
            uploaded_at=timezone.now(),
            uploaded_by=by,
        )


def _file_name(name: str) -> str:
    kept = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable())
    return kept.strip()[-255:] or _("file")


@transaction.atomic
def read_anew(*, figure_import: FigureImport, sheet: str, line: int, by: User) -> FigureImport:
    """Take another sheet of the file, or another line for its headings. Raises NotWaiting, NotReadable."""
    figure_import = _waiting(figure_import)
    content = bytes(figure_import.content)
    try:
        mapping = begin_mapping(plan=figure_import.plan, content=content, sheet=sheet, by=by, line=line)
    except Unreadable as why:
        raise NotReadable(str(why)) from why
    figure_import.mapping = msgspec.structs.replace(mapping, certain=False).as_json()
    figure_import.save(update_fields=["mapping"])
    return figure_import


def begin_mapping(*, plan: Plan, content: bytes, sheet: str, by: User, line: int = 0) -> Mapping:
    """How a sheet is read: as one with the same headings was read before, or as its headings let us guess.

    `line` is where the headings stand, if somebody has said so. Raises Unreadable.
    """
    read = read_sheet(content, name=sheet)
    words = (plan.level_labels.measure.one, plan.level_labels.measure.many)
    guessed, certain = guess(read, measures_of(plan, by=by), words=words, line=line)
    areas = tuple(settings.AREA_CODES) or names_of_area(settings.COUNCIL_NAME)
    guessed = msgspec.structs.replace(guessed, areas=areas, certain=certain)
    remembered = ImportMapping.objects.filter(plan=plan, headings_sha256=Table(read, guessed.heading).sha256()).first()
    if remembered is None:
        return guessed
    known = mapping_from(remembered.mapping)
    return msgspec.structs.replace(
        known,
        sheet=guessed.sheet,
        heading=guessed.heading,
        areas=known.areas or guessed.areas,
        # The headings that are periods are this file's own.
        columns=_columns(Table(read, guessed.heading), guessed, known),
        certain=True,
    )


def _columns(table: Table, guessed: Mapping, known: Mapping) -> dict[str, str]:
    """What each column means, as was said of the last file; a period that is new in this one as we guess it."""
    found: dict[str, str] = {}
    for heading in table.headings:
        said = known if heading.key in known.columns or not is_period(heading.cell) else guessed
        if role := said.columns.get(heading.key):
            found[heading.key] = role
    return found


@transaction.atomic
def map_columns(*, figure_import: FigureImport, mapping: Mapping, by: User) -> FigureImport:
    """Say how the file is read, and remember it for the next one with these columns. Raises NotWaiting."""
    figure_import = _waiting(figure_import)
    mapping = msgspec.structs.replace(mapping, certain=True)
    figure_import.mapping = mapping.as_json()
    figure_import.save(update_fields=["mapping"])
    _remember(figure_import, mapping, by=by)
    return figure_import


def _remember(figure_import: FigureImport, mapping: Mapping, *, by: User) -> None:
    table = Table(read_sheet(bytes(figure_import.content), name=mapping.sheet), mapping.heading)
    ImportMapping.objects.update_or_create(
        plan=figure_import.plan,
        headings_sha256=table.sha256(),
        defaults={
            "headings": [heading.text for heading in table.headings],
            "mapping": mapping.to_remember(),
            "used_at": timezone.now(),
            "used_by": by,
        },
    )


def _waiting(figure_import: FigureImport) -> FigureImport:
    """The import, held, while it still waits. Raises NotWaiting."""
    held = FigureImport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=figure_import.pk)
    if held.state == State.APPLIED:
        raise NotWaiting(_("This file has been brought in already. To correct a figure, bring in another file."))
    if held.state == State.DISCARDED:
        raise NotWaiting(_("This file was put away. Choose it again to bring it in."))
    return held


@transaction.atomic
def put_away(*, figure_import: FigureImport, by: User) -> FigureImport:
    """Decide not to bring a file in. It stays on the list. Raises NotWaiting."""
    figure_import = _waiting(figure_import)
    figure_import.state = State.DISCARDED
    figure_import.save(update_fields=["state"])
    return figure_import


@transaction.atomic
def bring_in_file(
    *,
    figure_import: FigureImport,
    by: User,
    seen: str = "",
    all_or_nothing: bool = True,
    without_doubts: bool = False,
    beside: tuple[str, ...] | None = None,
    source: str = "",
    kept_because: str = "",
) -> FigureImport:
    """Write what the file says and keep what could not be brought in.

    `seen` is the fingerprint of what the person was shown. `beside` are the levels of others whose figures are
    taken too, and `source` where those come from; None: as its mapping says. `kept_because` says why words that may
    point at a child stay. Raises NotWaiting, Changed, NotAll, WordsAsked, NotReadable, and what bring_in raises.
    """
    figure_import = _waiting(figure_import)
    try:
        checked = check(figure_import, by=by)
    except Unreadable as why:
        raise NotReadable(str(why)) from why
    if seen and seen != checked.fingerprint():
        raise Changed(_("Somebody has changed figures or measures since you looked. This is how it stands now."))
    refused = checked.counts[Kind.REFUSED]
    if refused and all_or_nothing:
        raise NotAll(
            ngettext(
                "%(number)d figure cannot be brought in, so none was. Correct the file, or bring in the good ones.",
                "%(number)d figures cannot be brought in, so none was. Correct the file, or bring in the good ones.",
                refused,
            )
            % {"number": refused}
        )
    figures = checked.writes(without_doubts=without_doubts)
    if checked.pointing(without_doubts=without_doubts):
        if not kept_because.strip():
            raise WordsAsked(_("Say why words of this file cannot point at a child, or correct the file first."))
        figures = [_with_reason(each, kept_because.strip()) for each in figures]
    taken = checked.mapping.beside if beside is None else beside
    chosen = msgspec.structs.replace(checked.mapping, beside=tuple(taken))
    outcome = bring_in(
        plan=figure_import.plan,
        figures=figures,
        by=by,
        figure_import=figure_import,
    )
    others = [each for each in checked.beside if each.beside.kind in chosen.beside and each.kind != Kind.UNCHANGED]
    _write_beside(others, source.strip())
    _finish(figure_import, checked, chosen, without_doubts=without_doubts, by=by)
    figure_import.figures_new = outcome.new
    figure_import.figures_revised = outcome.revised
    figure_import.figures_unchanged = outcome.unchanged
    figure_import.comparators_written = len(others)
    figure_import.save()
    return figure_import


def _finish(figure_import: FigureImport, checked: Checked, chosen: Mapping, *, without_doubts: bool, by: User) -> None:
    kept = Checked(
        checked.table,
        chosen,
        checked.measures,
        checked.read,
        checked.rows,
        [each for each in checked.beside if each.beside.kind in chosen.beside],
    )
    figure_import.leftover = [each.as_json() for each in left_over(kept, without_doubts=without_doubts)]
    figure_import.mapping = chosen.as_json()
    figure_import.state = State.APPLIED
    figure_import.applied_at = timezone.now()
    figure_import.applied_by = by
    _remember(figure_import, chosen, by=by)


def _with_reason(said: Said, reason: str) -> Said:
    return replace(said, note_kept_because=reason) if pointing_at_a_child(said) else said


def _write_beside(others: list[CheckedBeside], source: str) -> None:
    """Store the figures of others. Where they come from is what a person said: a file's name is nobody's word."""
    new = [
        Comparator(
            indicator_id=each.beside.indicator_pk,
            kind=each.beside.kind,
            name=each.beside.name[:200],
            period_label=each.beside.period_label,
            period_ends_on=each.beside.period_ends_on,
            value=each.beside.value,
            source=source,
        )
        for each in others
        if each.old is None
    ]
    changed = []
    for each in others:
        if each.old is not None:
            each.old.value = each.beside.value
            each.old.source = source or each.old.source
            changed.append(each.old)
    with refusing():
        Comparator.objects.bulk_create(new)
        Comparator.objects.bulk_update(changed, ["value", "source"])


def seen_before(figure_import: FigureImport) -> FigureImport | None:
    """The last time that the very same file was brought in."""
    others = FigureImport.objects.filter(
        plan=figure_import.plan, sha256=figure_import.sha256, state=State.APPLIED
    ).exclude(pk=figure_import.pk)
    return others.select_related("applied_by").defer("content", "leftover").order_by("-applied_at").first()

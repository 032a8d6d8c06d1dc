"""What the public may read of a report. What is left out is not there: nobody has to remember to hide it."""

from __future__ import annotations

from msgspec.structs import replace

from monitoring.record.structs import Action, Measure, Record

from .content import Appendix, Cleared, Content, Implication, Paragraph

PUBLIC = "public"


def public(content: Content) -> Content:
    """The content without what is withheld and without the names of those who cleared it.

    A part that is withheld keeps its place, so that numbers and references stay, and says on what ground. May be
    applied again to what it returns and changes nothing.
    """
    return replace(
        content,
        edition=PUBLIC,
        implications=tuple(_implication(each) for each in content.implications),
        sections=tuple(
            replace(each, paragraphs=tuple(_paragraph(said) for said in each.paragraphs)) for each in content.sections
        ),
        appendices=tuple(_appendix(each) for each in content.appendices),
        sign_offs=tuple(_unnamed(each) for each in content.sign_offs),
        gaps=tuple(replace(each, person="") for each in content.gaps),
    )


def _implication(implication: Implication) -> Implication:
    return replace(implication, cleared=_unnamed(implication.cleared) if implication.cleared else None)


def _unnamed(cleared: Cleared) -> Cleared:
    return replace(cleared, person="")


def _paragraph(paragraph: Paragraph) -> Paragraph:
    if paragraph.withheld is None:
        return paragraph
    return replace(paragraph, text="")


def _appendix(appendix: Appendix) -> Appendix:
    if appendix.withheld is None:
        return appendix
    return Appendix(title="", holds="text", text="", withheld=appendix.withheld)


def facts_only(record: Record) -> Record:
    """The record without what people said in it: titles, posts, dates, ratings and figures remain.

    A paragraph that is withheld may repeat what was said of an action, a priority or a measure, and then a table
    beside it would give it away.
    """
    return replace(
        record,
        priorities=tuple(
            replace(each, judged_reason="", decisions_sought="", highlights=(), standing_note="")
            for each in record.priorities
        ),
        actions=tuple(_action_facts(each) for each in record.actions),
        measures=tuple(_measure_facts(each) for each in record.measures),
        errata=(),
    )


def _action_facts(action: Action) -> Action:
    said = action.update
    return replace(
        action,
        moves=tuple(replace(each, reason="") for each in action.moves),
        update=replace(said, narrative="", delay=None, next_steps="", changes=()) if said else None,
        contributions=(),
        standing_note="",
        printed=(),
    )


def _measure_facts(measure: Measure) -> Measure:
    return replace(measure, judged_reason="", commentary=None)

"""The grid into which a period's figures are typed; each is saved, asked about or refused by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.forms.figures import AS_PRINTED, JUDGEMENT, NOT_STORED, Typed, Verdict, content_of, judge, mark_of
from indicators.forms.figures import typed_boxes as read_posted
from indicators.grid import Box, Earlier, Grid, Line, read_grid, result_words
from indicators.models import Dimension, Figure, Indicator
from indicators.permissions import can_define_measures, measures_entered_by
from indicators.said import NOTHING_SEEN, Compared, Kind, Said
from indicators.services.figures import NotTaken, bring_in
from indicators.time_periods import NotATimePeriod
from indicators.views.found import visible_plan
from partnership.kept_text import MOST_CHARACTERS, is_old, keeps_for_a_stranger, number
from partnership.models import User
from partnership.refusals import Refused
from plans.models import Plan

KEPT_FIGURES = "kept_figures"
SAVED_FIGURES = "saved_figures"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the list above a page that could not take everything."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One box with what it holds, and what became of what was typed into it."""

    box: Box
    content: Mapping[str, str]
    verdict: Verdict = field(default_factory=Verdict)
    # Why the figure was refused although it could be read, and what was saved of it.
    why: str = ""
    saved: str = ""
    is_typed: bool = False
    missing: str = ""
    words: str = ""

    @property
    def mark(self) -> str:
        return NOT_STORED if self.is_typed else mark_of(self.content)

    @property
    def seen(self) -> int:
        return self.box.current.revision if self.box.current else NOTHING_SEEN

    @property
    def asks_why(self) -> bool:
        """Whether there is a box for why the note cannot point at a child."""
        return self.verdict.asks_why or bool(self.content.get("why"))

    @property
    def is_open(self) -> bool:
        """Whether something about it waits for its author."""
        return bool(self.verdict.errors or self.verdict.asks or self.verdict.doubts or self.why)

    @property
    def known(self) -> str:
        """What is kept for the period now, where that is not what stands in the box."""
        current = self.box.current
        return result_words(current, self.box.indicator) if current and self.is_typed else ""

    @property
    def problems(self) -> list[Problem]:
        named = f"{self.box.indicator}, {self.box.category}" if self.box.category else str(self.box.indicator)
        own = self.box.id
        found = [Problem(f"{named}: {text}", f"#{own}-{name}") for name, text in self.verdict.errors.items()]
        if self.why:
            found.append(Problem(f"{named}: {self.why}", f"#{own}-value"))
        if self.verdict.asks == "why":
            found.append(Problem(f"{named}: {_('Why is there no figure?')}", f"#{own}-missing"))
        if self.verdict.asks == "words":
            found.append(Problem(f"{named}: {_('What do these words say?')}", f"#{own}-words"))
        found += [Problem(f"{named}: {doubt.text}", f"#{own}-sure") for doubt in self.verdict.doubts]
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One measure with its boxes."""

    line: Line
    whole: Answered
    parts: Sequence[tuple[Dimension, Sequence[Answered]]]

    @property
    def all(self) -> list[Answered]:
        return [self.whole, *(each for _dimension, boxes in self.parts for each in boxes)]

    @property
    def shown_parts(self) -> list[tuple[Dimension, Sequence[Answered], int, bool]]:
        """Each breakdown with how many of its parts have a figure, and whether something in it waits or was saved."""
        return [
            (
                dimension,
                boxes,
                sum(each.box.current is not None for each in boxes),
                any(each.is_open or each.is_typed or each.saved for each in boxes),
            )
            for dimension, boxes in self.parts
        ]

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.all)

    @property
    def state(self) -> str:
        """How far the row has come, in words."""
        if self.is_open:
            return _("Not saved")
        if any(each.is_typed for each in self.all):
            return _("Not saved yet")
        return " ".join(each.saved for each in self.all if each.saved)


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the figures of one period of a plan's measures."""
    if not isinstance(request.user, User):
        return _to_sign_in(request, slug)
    plan = visible_plan(request.user, slug)
    entered = measures_entered_by(request.user, plan)
    if not entered.exists() and not can_define_measures(request.user, plan):
        if request.method == "POST":
            return _closed(request, plan)
        raise PermissionDenied
    page = _Page(request, request.user, plan, entered, timezone.localdate())
    return _received(page) if request.method == "POST" else page.shown()


@dataclass(frozen=True, slots=True)
class _Page:
    """The grid of one plan, as one person asks for it."""

    request: HttpRequest
    user: User
    plan: Plan
    entered: QuerySet[Indicator]
    today: date

    @property
    def words(self) -> str:
        """The period in words: written, or chosen."""
        given = self.request.GET
        return (given.get("other", "").strip() or given.get("period", "").strip()).replace("\x00", "")[:120]

    def read(self, *, only: int | None = None, words: str | None = None) -> Grid:
        return read_grid(
            self.plan,
            self.entered,
            words=self.words if words is None else words,
            shows_all="all" in self.request.GET,
            today=self.today,
            only=only,
        )

    def shown(self) -> HttpResponse:
        try:
            grid = self.read()
        except NotATimePeriod as mistake:
            return self.not_a_period(mistake)
        kept = _kept(self.request, self.plan, grid.label)
        saved: dict[str, str] = {}
        if self.request.session.get(SAVED_FIGURES, {}).get("of") == [self.plan.pk, grid.label]:
            saved = self.request.session.pop(SAVED_FIGURES)["words"]
        rows = [_row(line, saved=saved, kept=kept) for line in grid.lines]
        return self.page(grid, rows, was_kept=any(each.is_typed for row in rows for each in row.all))

    def not_a_period(self, mistake: NotATimePeriod, leftover: Sequence[Earlier] = ()) -> HttpResponse:
        grid = self.read(words="")
        rows = [_row(line) for line in grid.lines]
        return self.page(grid, rows, mistake=str(mistake), leftover=leftover)

    def page(self, grid: Grid, rows: Sequence[Row], *, mistake: str = "", **more: Any) -> HttpResponse:
        problems = [Problem(mistake, "#other")] if mistake else []
        context = self.context(grid) | {
            "rows": rows,
            "mistake": mistake,
            "written": self.words if mistake else "",
            "problems": [*problems, *(problem for row in rows for each in row.all for problem in each.problems)],
            **more,
        }
        return render(self.request, "indicators/figures.html", context)

    def context(self, grid: Grid) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "labels": self.plan.level_labels,
            "grid": grid,
            "address": f"{reverse('indicators:figures', args=[self.plan.slug])}?{grid.query}",
            "statuses": Figure.Status.choices,
            "reasons": Figure.Missing.choices,
            "directions": Figure.Direction.choices,
            "judgement": JUDGEMENT,
            "as_printed": AS_PRINTED,
        }


def _row(
    line: Line,
    *,
    posted: Mapping[str, Typed] | None = None,
    verdicts: Mapping[str, Verdict] | None = None,
    refused: Mapping[str, str] | None = None,
    saved: Mapping[str, str] | None = None,
    kept: Mapping[str, Mapping[str, str]] | None = None,
) -> Row:
    def answered(box: Box) -> Answered:
        name = box.name
        if kept and name in kept:
            return Answered(box, kept[name], is_typed=True)
        done = (saved or {}).get(name, "")
        given = (posted or {}).get(name)
        if given is None or not given.is_new or done:
            return Answered(box, content_of(box.current), saved=done)
        verdict = (verdicts or {}).get(name, Verdict())
        why = (refused or {}).get(name, "")
        return Answered(box, given.content, verdict, why, is_typed=True, missing=given.missing, words=given.words)

    parts = [(dimension, [answered(box) for box in boxes]) for dimension, boxes in line.parts]
    return Row(line, answered(line.box), parts)


# --- Receiving ---------------------------------------------------------------------------------


def _received(page: _Page) -> HttpResponse:
    request = page.request
    posted = read_posted(request.POST)
    pressed = number(request.POST, "row") or None
    part = _is_part(request) and pressed is not None
    if part:
        # The other rows are still on the page, where more may be typed into them.
        posted = {name: each for name, each in posted.items() if name.split(".")[0] == str(pressed)}
    try:
        grid = page.read(only=pressed if part else None)
    except NotATimePeriod as mistake:
        return page.not_a_period(mistake, _leftover(posted, {}))
    boxes = grid.boxes()
    verdicts = {
        name: judge(boxes[name][1], boxes[name][0], each, today=page.today)
        for name, each in posted.items()
        if name in boxes and each.is_new
    }
    ready = {name: each.said for name, each in verdicts.items() if each.said and not each.doubts}
    done, refused = _save(page, ready)
    leftover = _leftover(posted, boxes)
    _forget_kept(request, page.plan, posted)
    saved = {name: _saved_words(each, boxes[name][0]) for name, each in done.items()}
    if not part:
        _say(request, done)
        if not (leftover or refused or any(name not in done for name in verdicts)):
            request.session[SAVED_FIGURES] = {"of": [page.plan.pk, grid.label], "words": saved}
            return redirect(f"{reverse('indicators:figures', args=[page.plan.slug])}?{grid.query}")
    if done or refused:
        grid = page.read(only=pressed if part else None)
    rows = [_row(line, posted=posted, verdicts=verdicts, refused=refused, saved=saved) for line in grid.lines]
    if part:
        if leftover or not rows:
            return HttpResponse(status=HTTPStatus.CONFLICT)
        return render(request, "indicators/figures_row.html", page.context(grid) | {"row": rows[0], "after": True})
    return page.page(grid, rows, leftover=leftover)


def _save(page: _Page, ready: Mapping[str, Said]) -> tuple[dict[str, Compared], dict[str, str]]:
    """Write what can be written; what became of each, and why not of the others."""
    refused: dict[str, str] = {}
    while ready:
        try:
            outcome = bring_in(plan=page.plan, figures=list(ready.values()), by=page.user)
        except NotTaken as refusal:
            found = dict(zip(ready, refusal.compared, strict=True))
            refused |= {name: each.why for name, each in found.items() if each.kind == Kind.REFUSED}
            ready = {name: said for name, said in ready.items() if name not in refused}
        except Refused as refusal:
            return {}, refused | dict.fromkeys(ready, str(refusal))
        else:
            return dict(zip(ready, outcome.compared, strict=True)), refused
    return {}, refused


def _saved_words(made: Compared, line: Line) -> str:
    """What a figure was saved as."""
    if made.becomes is None:
        assert made.old is not None
        return _("Unchanged: %(result)s.") % {"result": result_words(made.old, line.indicator)}
    now = result_words(made.becomes, line.indicator)
    if made.old is None:
        return _("Saved: %(result)s.") % {"result": now}
    before = result_words(made.old, line.indicator)
    if before == now:
        return _("Saved what you changed. The result is still %(result)s.") % {"result": now}
    return _("Changed from %(before)s to %(result)s.") % {"before": before, "result": now}


def _say(request: HttpRequest, done: Mapping[str, Compared]) -> None:
    written = [each for each in done.values() if each.kind != Kind.UNCHANGED]
    if not written:
        return
    said = ngettext("%(number)d figure is saved.", "%(number)d figures are saved.", len(written)) % {
        "number": len(written)
    }
    if revised := sum(each.kind == Kind.CHANGED for each in written):
        said += " " + ngettext(
            "%(number)d of them changes what was said before, which stays on the record.",
            "%(number)d of them change what was said before, which stays on the record.",
            revised,
        ) % {"number": revised}
    messages.success(request, said)


def _leftover(posted: Mapping[str, Typed], boxes: Mapping[str, object]) -> list[Earlier]:
    """What was typed into boxes that this person does not have now."""
    return [
        Earlier("", "; ".join(text for name, text in each.content.items() if name != "status"))
        for name, each in posted.items()
        if name not in boxes and each.is_new and (each["value"] or each["note"])
    ]


def _closed(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Somebody who may not enter figures any more gets what they typed back, to copy it."""
    context = {"plan": plan, "leftover": _leftover(read_posted(request.POST), {})}
    return render(request, "indicators/figures_closed.html", context, status=HTTPStatus.FORBIDDEN)


# --- What was typed while nobody was signed in -------------------------------------------------


def _is_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _to_sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        rows = {name: dict(each.content) for name, each in read_posted(request.POST).items() if each.is_new}
        if rows and sum(len(text) for content in rows.values() for text in content.values()) <= MOST_CHARACTERS:
            keeps_for_a_stranger(request)
            request.session[KEPT_FIGURES] = {
                "plan": slug,
                "period": request.GET.get("period", ""),
                "rows": rows,
                "at": timezone.now().isoformat(),
            }
    answer = redirect_to_login(request.get_full_path())
    if _is_part(request):
        # The whole page goes to sign in, not one row of it.
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


def _kept(request: HttpRequest, plan: Plan, label: str) -> Mapping[str, Mapping[str, str]]:
    kept = request.session.get(KEPT_FIGURES)
    if not kept or (kept["plan"], kept["period"]) != (plan.slug, label) or is_old(kept):
        return {}
    rows: Mapping[str, Mapping[str, str]] = kept["rows"]
    return rows


def _forget_kept(request: HttpRequest, plan: Plan, posted: Mapping[str, Typed]) -> None:
    kept = request.session.get(KEPT_FIGURES)
    if kept and kept["plan"] == plan.slug:
        kept["rows"] = {name: content for name, content in kept["rows"].items() if name not in posted}
        request.session[KEPT_FIGURES] = kept

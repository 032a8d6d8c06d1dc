"""Several actions at once: confirming that nothing has changed, and the table in which many are updated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from monitoring.forms.many import NOT_STORED, ConfirmForm, TypedRow, mark_of, typed_rows
from monitoring.forms.updates import DATES, Answer, UpdateForm, answers, as_typed, typed
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.removals import RemovedMeanwhile, known_to, refuse_what_was_typed_before, removals
from monitoring.removals import said as removed_meanwhile
from monitoring.services import drafts
from monitoring.services.updates import Conflict, Incomplete, reaffirm_update, submit_update, why_not_taken
from monitoring.update_rules import OTHER_CAUSE, Needs
from monitoring.views import kept
from monitoring.views.unchanged import is_part
from monitoring.work.let_through import known_in
from monitoring.work.many import Choice, Many, Reported, many, reports_on
from partnership.asking import WHY
from partnership.kept_text import keeping_text, number
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan, RatingLevel
from priorities.models import StrategicAction


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the list above a page that could not take everything."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """What was typed about an action that has no row any more, to be copied."""

    named: str
    why: str
    answers: list[Answer]


def _plan(user: User, slug: str) -> Plan:
    # The removals are asked for before anything that the page shows.
    visible = Plan.objects.visible_to(user, on=timezone.localdate()).annotate(removals=removals())
    return get_object_or_404(visible, slug=slug)


def _period_under_way(plan: Plan) -> ReportingPeriod | None:
    return plan.periods.under_way().select_related("plan", "action_scale").first()


def _choice(data: Mapping[str, Any]) -> Choice:
    return Choice(organisation=data.get("organisation", ""), priority=data.get("priority", ""))


def _address(name: str, plan: Plan, choice: Choice) -> str:
    address = reverse(name, args=[plan.slug])
    return f"{address}?{choice.query}" if choice.query else address


def _not_asked(
    request: HttpRequest, plan: Plan, period: ReportingPeriod | None, *, leftover: Sequence[Leftover] = ()
) -> HttpResponse:
    """Nothing can be said about anything now, and why."""
    planned = plan.periods.filter(state=ReportingPeriod.State.PLANNED).order_by("ordinal").first()
    context = {"plan": plan, "period": period, "coming": None if period else planned, "leftover": leftover}
    return render(request, "monitoring/many_closed.html", context)


# --- Confirming several as unchanged -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Confirmable:
    """An awaited action that may be ticked, or why it may not; `refusal` where it was ticked in vain."""

    of: Reported
    why_not: str
    refusal: str

    @property
    def may_be_ticked(self) -> bool:
        return self.of.is_awaited and not self.why_not


@keeping_text
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_many(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say of several actions at once that nothing has changed; each is confirmed or refused by itself."""
    plan = _plan(request.user, slug)
    today = timezone.localdate()
    coordinates, own = reports_on(request.user, plan, today=today)
    if not (coordinates or own):
        raise PermissionDenied
    period = _period_under_way(plan)
    if period is None or not period.takes_updates:
        return _not_asked(request, plan, period)

    found = many(period, request.user, coordinates=coordinates, own=own, today=today)
    choice = _choice(request.GET)
    form = _confirm_form(found)
    refused: dict[int, str] = {}
    if request.method == "POST":
        form = _confirm_form(found, request.POST)
        if form.is_valid():
            ticked = form.cleaned_data["confirm"]
            refused = _confirm(found, ticked, by=request.user, on_behalf_of=form.cleaned_data.get("on_behalf_of", ""))
            _say_confirmed(request, len(ticked) - len(refused))
            if not refused:
                return redirect(_address("monitoring:confirm_many", plan, choice))
            found = many(period, request.user, coordinates=coordinates, own=own, today=today)
            form = _confirm_form(found)

    shown = [
        Confirmable(each, each.why_not_unchanged, refused.get(each.action.pk, ""))
        for each in found.chosen(choice)
        if each.is_awaited or each.action.pk in refused
    ]
    context = {
        "plan": plan,
        "period": period,
        "found": found,
        "choice": choice,
        "form": form,
        "ticked": form["confirm"].value() or [],
        "offered": [each for each in shown if each.may_be_ticked],
        "refused": [each for each in shown if each.refusal and not each.may_be_ticked],
        "others": [each for each in shown if not each.may_be_ticked and not each.refusal],
        "problems": _refusals(plan, found, refused),
    }
    return render(request, "monitoring/many_confirm.html", context)


def _confirm_form(found: Many, data: Any = None) -> ConfirmForm:
    offered = [each for each in found.all if each.is_awaited and not each.why_not_unchanged]
    return ConfirmForm(
        data,
        offered=(each.action.pk for each in offered),
        others=(each.action.pk for each in offered if not each.is_own),
    )


def _confirm(found: Many, ticked: Iterable[int], *, by: User, on_behalf_of: str) -> dict[int, str]:
    """Confirm each; why not, for those that are not."""
    reported = found.by_action()
    refused = {}
    for key in ticked:
        each = reported.get(key)
        if each is None:
            refused[key] = _("You cannot report on this action now.")
            continue
        behalf = "" if each.is_own else on_behalf_of
        try:
            reaffirm_update(action=each.action, period=found.period, by=by, on_behalf_of=behalf)
        except Conflict as conflict:
            # An impatient second press.
            if not (conflict.theirs.unchanged and conflict.theirs.submitted_by == by):
                refused[key] = str(conflict)
        except Refused as refusal:
            refused[key] = str(refusal)
    return refused


def _say_confirmed(request: HttpRequest, number: int) -> None:
    if number:
        said = ngettext(
            "You confirmed that nothing has changed about %(number)d action.",
            "You confirmed that nothing has changed about %(number)d actions.",
            number,
        )
        messages.success(request, said % {"number": number})


def _refusals(plan: Plan, found: Many, refused: Mapping[int, str]) -> list[Problem]:
    named = _named(plan, found, refused)
    reported = found.by_action()
    return [
        Problem(f"{named[key]}: {why}", f"#row-{key}" if key in reported else "")
        for key, why in refused.items()
        if key in named
    ]


def _named(plan: Plan, found: Many, keys: Iterable[int]) -> dict[int, str]:
    """What each action is called; those of other plans have no name here."""
    reported = found.by_action()
    named = {key: str(reported[key].action) for key in keys if key in reported}
    if missing := set(keys) - named.keys():
        others = StrategicAction.objects.filter(priority__plan=plan, pk__in=missing)
        named |= {action.pk: str(action) for action in others}
    return named


# --- The table ---------------------------------------------------------------------------------

# The questions that a row holds only once they are asked: most rows stay short.
MORE = ("cause", "cause_detail", "impact", "recovery", "forecast", "completed_on", "change_reason", "on_behalf_of")
# Asked by some ratings, and so by no plan that does not rate.
OF_RATINGS = ("level", "cause", "cause_detail", "impact", "recovery", "forecast_month", "forecast_year")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row that was posted."""

    is_sent: bool = False
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    conflict: str = ""
    # Words were found that may point at a child: there is a box for why they cannot.
    asks_why: bool = False
    # What was typed could not even be kept as a draft.
    is_unsaved: bool = False

    @property
    def is_refused(self) -> bool:
        return bool(self.errors or self.conflict)


@dataclass(frozen=True, slots=True)
class Row:
    """One action of the table, with what its boxes hold."""

    of: Reported
    content: Mapping[str, str]
    level: RatingLevel | None
    user_pk: int
    outcome: Outcome = field(default_factory=Outcome)
    # Typed by this person, as against taken from what has been submitted.
    is_typed: bool = False
    # Put back after a sign-in had ended.
    was_kept: bool = False

    @property
    def key(self) -> int:
        return self.of.action.pk

    @property
    def mark(self) -> str:
        """By which the server knows whether more was typed; what is not stored is always new."""
        if self.was_kept or self.outcome.is_unsaved:
            return NOT_STORED
        return mark_of(self.content) if self.content else ""

    @property
    def version(self) -> int:
        return self.of.existing.version if self.of.existing else 0

    @property
    def is_rated(self) -> bool:
        return self.of.period.action_scale_id is not None

    @property
    def needs(self) -> Needs:
        return Needs.of(self.level, rated=self.is_rated)

    @property
    def asks_other_cause(self) -> bool:
        return self.needs.reason and self.content.get("cause") == OTHER_CAUSE

    @property
    def asks_completion(self) -> bool:
        return self.needs.completion or not self.is_rated

    @property
    def changes_level(self) -> bool:
        existing = self.of.existing
        return self.is_rated and existing is not None and self.level is not None and self.level != existing.level

    @property
    def asks_behalf(self) -> bool:
        return not self.of.is_own and bool(self.content or self.outcome.errors or not self.is_rated)

    @property
    def asks_why(self) -> bool:
        return self.outcome.asks_why or bool(self.content.get(WHY))

    @property
    def groups(self) -> set[str]:
        """Of MORE what the row holds: what is asked, and what was answered before it was no longer asked."""
        asked = {
            "cause": self.needs.reason,
            "cause_detail": self.asks_other_cause,
            "impact": self.needs.reason,
            "recovery": self.needs.recovery,
            "forecast": self.needs.recovery,
            "completed_on": self.asks_completion,
            "change_reason": self.changes_level,
            "on_behalf_of": self.asks_behalf,
        }
        return {
            name
            for name in MORE
            if asked[name]
            or any(each in self.content for each in (name, *(f"{name}_{part}" for part in DATES.get(name, ()))))
        }

    @property
    def theirs(self) -> ProgressUpdate | None:
        """What somebody else submitted, to be read beside what this person typed."""
        existing = self.of.existing
        return existing if existing and self.is_typed and existing.submitted_by_id != self.user_pk else None

    @property
    def question(self) -> str:
        existing = self.of.existing
        return existing.returned_because if existing and existing.state == ProgressUpdate.State.RETURNED else ""

    @property
    def refusals(self) -> list[str]:
        """What stands in the way of the row as a whole."""
        return [*filter(None, [self.outcome.conflict]), *self.outcome.errors.get("__all__", ())]

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        if self.outcome.is_refused:
            return _("Not submitted")
        if self.was_kept:
            return _("Not saved yet")
        if self.is_typed:
            return _("Draft, not submitted")
        return self.of.said

    @property
    def problems(self) -> list[Problem]:
        found = [
            Problem(f"{self.of.action.ref or self.of.action.title}: {text}", f"#{self._box(name)}")
            for name, texts in self.outcome.errors.items()
            for text in texts
        ]
        if self.outcome.conflict:
            found.insert(
                0, Problem(f"{self.of.action.ref or self.of.action.title}: {self.outcome.conflict}", self._row)
            )
        return found

    @property
    def _row(self) -> str:
        return f"#row-{self.key}"

    def _box(self, name: str) -> str:
        if name == "__all__":
            return f"row-{self.key}"
        # The first box of a date.
        part = f"_{DATES[name][0]}" if name in DATES else ""
        return f"a{self.key}-{name}{part}"


@require_http_methods(["GET", "HEAD", "POST"])
def update_many(request: HttpRequest, slug: str) -> HttpResponse:
    """Update many actions of a plan on one page; each is submitted, kept or refused by itself."""
    if not isinstance(request.user, User):
        return _to_sign_in(request, slug)
    plan = _plan(request.user, slug)
    today = timezone.localdate()
    coordinates, own = reports_on(request.user, plan, today=today)
    if not (coordinates or own):
        if request.method == "POST":
            return _all_back(request, plan, why=_("You can no longer report on these actions."), status=403)
        raise PermissionDenied
    period = _period_under_way(plan)
    if period is None:
        if request.method == "POST":
            return _all_back(request, plan, why=_("Updates are not being asked for now."), status=HTTPStatus.CONFLICT)
        return _not_asked(request, plan, period, leftover=_kept_leftover(request, plan, own, coordinates, rows=()))

    page = _Table(request, request.user, plan, period, coordinates, own)
    if request.method == "POST":
        return _received(page)
    found = page.read()
    rows = kept.rows_kept(request, slug=slug)
    if rows and kept.removals_known_to_rows(request) < page.removals:
        leftover = _kept_leftover(request, plan, own, coordinates, rows=(), why=removed_meanwhile())
        kept.forget_rows(request, rows)
        rows = {}
    else:
        leftover = _kept_leftover(request, plan, own, coordinates, rows=found.by_action())
    if not found.all:
        return _not_asked(request, plan, period, leftover=leftover)
    return page.shown(found, kept_rows=rows, leftover=leftover)


def _to_sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        kept.keep_rows(request, slug=slug)
    answer = redirect_to_login(request.get_full_path())
    if is_part(request):
        # The whole page goes to sign in, not one row of it.
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


@dataclass(frozen=True, slots=True)
class _Table:
    """The table of one plan, as one person asks for it."""

    request: HttpRequest
    user: User
    plan: Plan
    period: ReportingPeriod
    coordinates: bool
    own: frozenset[int]

    @property
    def choice(self) -> Choice:
        return _choice(self.request.GET)

    @property
    def removals(self) -> int:
        """How many removals of personal information the page knows of."""
        number: int = self.plan.removals  # type: ignore[attr-defined]
        return number

    def read(self) -> Many:
        return many(self.period, self.user, coordinates=self.coordinates, own=self.own, today=timezone.localdate())

    def levels(self) -> dict[str, RatingLevel]:
        scale = self.period.action_scale
        return {str(level.pk): level for level in scale.levels.all()} if scale else {}

    def rows(
        self,
        found: Many,
        levels: Mapping[str, RatingLevel],
        *,
        posted: Mapping[int, TypedRow],
        outcomes: Mapping[int, Outcome],
        kept_rows: Mapping[int, Mapping[str, str]],
    ) -> list[Row]:
        """Those that were chosen, and any other of which something was refused or kept."""
        chosen = {each.action.pk for each in found.chosen(self.choice)}
        refused = {key for key, outcome in outcomes.items() if outcome.is_refused}
        rows = []
        for each in found.all:
            key = each.action.pk
            if key not in chosen | refused | kept_rows.keys():
                continue
            outcome = outcomes.get(key, Outcome())
            content, is_typed = _held(each)
            if key in kept_rows:
                content, is_typed = _asked(each, kept_rows[key]), True
            elif key in posted and not outcome.is_sent and (posted[key].is_new or outcome.is_refused):
                content, is_typed = posted[key].content, True
            rows.append(
                Row(
                    of=each,
                    content=content,
                    level=levels.get(content.get("level", "")),
                    user_pk=self.user.pk,
                    outcome=outcome,
                    is_typed=is_typed,
                    was_kept=key in kept_rows,
                )
            )
        return rows

    def shown(
        self,
        found: Many,
        *,
        posted: Mapping[int, TypedRow] | None = None,
        outcomes: Mapping[int, Outcome] | None = None,
        kept_rows: Mapping[int, Mapping[str, str]] | None = None,
        leftover: Sequence[Leftover] = (),
    ) -> HttpResponse:
        levels = self.levels()
        rows = self.rows(found, levels, posted=posted or {}, outcomes=outcomes or {}, kept_rows=kept_rows or {})
        context = self._context(found, levels) | {
            "rows": rows,
            "choice": self.choice,
            "problems": [problem for row in rows for problem in row.problems],
            "leftover": leftover,
            "was_kept": any(row.was_kept for row in rows),
        }
        return render(self.request, "monitoring/many_update.html", context)

    def shown_row(
        self, found: Many, key: int, *, posted: Mapping[int, TypedRow], outcomes: Mapping[int, Outcome]
    ) -> HttpResponse:
        """The row alone, to stand where it stood."""
        levels = self.levels()
        rows = self.rows(found, levels, posted=posted, outcomes=outcomes, kept_rows={})
        row = next((row for row in rows if row.key == key), None)
        if row is None:
            return HttpResponse(status=HTTPStatus.CONFLICT)
        return render(
            self.request, "monitoring/many_row.html", self._context(found, levels) | {"row": row, "after": True}
        )

    def _context(self, found: Many, levels: Mapping[str, RatingLevel]) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "period": self.period,
            "found": found,
            "levels": list(levels.values()),
            "causes": ProgressUpdate.Cause.choices,
            "removals": self.removals,
        }


def _held(each: Reported) -> tuple[Mapping[str, str], bool]:
    """What a row begins with, and whether this person typed it: the draft, else what was submitted."""
    if each.draft:
        return _asked(each, typed(each.draft.content)), True
    return _submitted(each), False


def _submitted(each: Reported) -> Mapping[str, str]:
    return _asked(each, as_typed(each.existing)) if each.existing else {}


def _asked(each: Reported, content: Mapping[str, str]) -> Mapping[str, str]:
    """Without the answers to questions that no row of this action has."""
    left_out = set()
    if each.is_own:
        left_out.add("on_behalf_of")
    if each.existing is None:
        left_out.add("change_reason")
    if each.period.action_scale_id is None:
        left_out |= {"change_reason", *OF_RATINGS}
    return {name: text for name, text in content.items() if name not in left_out}


# --- Receiving ---------------------------------------------------------------------------------


def _received(page: _Table) -> HttpResponse:
    request = page.request
    if number(request.POST, "period") != page.period.pk:
        why = _("This page was for an earlier period. Updates are now taken for %(period)s.") % {"period": page.period}
        return _all_back(request, page.plan, why=why, status=HTTPStatus.CONFLICT)
    try:
        refuse_what_was_typed_before(known_to(request.POST))
    except RemovedMeanwhile as refusal:
        return _all_back(request, page.plan, why=str(refusal), status=HTTPStatus.CONFLICT)
    found = page.read()
    posted = typed_rows(request.POST)
    pressed = number(request.POST, "row")
    if is_part(request):
        # The other rows are still on the page, where more may be typed into them.
        posted = {key: row for key, row in posted.items() if key == pressed}
    outcomes = _outcomes(page, found, posted, pressed=pressed)
    leftover = _leftover(page, found, posted)
    kept.forget_rows(request, posted)
    if is_part(request):
        if leftover:
            return HttpResponse(status=HTTPStatus.CONFLICT)
        return page.shown_row(page.read(), pressed, posted=posted, outcomes=outcomes)
    sent = [key for key, outcome in outcomes.items() if outcome.is_sent]
    _say(page, found, sent, posted=posted, refused=any(outcome.is_refused for outcome in outcomes.values()))
    if leftover or any(outcome.is_refused for outcome in outcomes.values()):
        return page.shown(page.read(), posted=posted, outcomes=outcomes, leftover=leftover)
    choice = _choice(request.POST) if "show" in request.POST else page.choice
    return redirect(_address("monitoring:update_many", page.plan, choice) + _after(found, page.choice, pressed))


def _outcomes(page: _Table, found: Many, posted: Mapping[int, TypedRow], *, pressed: int) -> dict[int, Outcome]:
    """Submit what is to be submitted, and keep the rest of what was typed as drafts."""
    outcomes = {}
    for key, each in found.by_action().items():
        row = posted.get(key)
        if row is None:
            continue
        begun = bool(row.content) and row.content != _submitted(each)
        outcome = Outcome()
        if key == pressed or ("all" in page.request.POST and begun):
            outcome = _send(page, found, each, row, begun=begun)
        if row.is_new and not outcome.is_sent:
            outcome = _keep(page, each, row, outcome)
        outcomes[key] = outcome
    return outcomes


def _send(page: _Table, found: Many, each: Reported, row: TypedRow, *, begun: bool) -> Outcome:
    if each.existing and not begun and each.existing.state != ProgressUpdate.State.RETURNED:
        # Somebody who goes down the table with one key makes no new version of what stands.
        return Outcome(is_sent=True)
    form = UpdateForm(
        {**row.content, "period": str(page.period.pk), "based_on_version": str(row.version)},
        period=page.period,
        existing=each.existing,
        since=found.since,
        until=found.until,
        leads_action=each.is_own,
        known=known_in(each.existing),
    )
    conflict = ""
    if form.is_valid():
        try:
            submit_update(action=each.action, period=page.period, by=page.user, **form.arguments())
        except Conflict as theirs:
            conflict = str(theirs)
        except Incomplete as incomplete:
            form.add_problems(incomplete.problems)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return Outcome(is_sent=True)
    errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    return Outcome(errors=errors, conflict=conflict, asks_why=form.asks_why)


def _keep(page: _Table, each: Reported, row: TypedRow, outcome: Outcome) -> Outcome:
    """Somebody who leaves the page now finds it all again."""
    try:
        drafts.save_draft(
            action=each.action,
            period=page.period,
            content=row.content,
            based_on_version=row.version,
            removals=known_to(page.request.POST),
            by=page.user,
        )
    except Refused as refusal:
        errors = {**outcome.errors, "__all__": [*outcome.errors.get("__all__", ()), str(refusal)]}
        return replace(outcome, errors=errors, is_unsaved=True)
    return outcome


def _leftover(page: _Table, found: Many, posted: Mapping[int, TypedRow]) -> list[Leftover]:
    """What was typed about actions that this person cannot update now."""
    reported = found.by_action()
    texts = {key: row for key, row in posted.items() if key not in reported and row.is_new and row.content}
    if not texts:
        return []
    actions = {
        action.pk: action
        for action in StrategicAction.objects.filter(priority__plan=page.plan, pk__in=texts).select_related("priority")
    }
    updates = {
        update.action_id: update for update in ProgressUpdate.objects.filter(period=page.period, action__in=texts)
    }
    leftover = []
    for key, row in texts.items():
        action = actions.get(key)
        refusal = why_not_taken(action, page.period, updates.get(key)) if action else None
        why = str(refusal) if refusal else _("You can no longer report on this action.")
        leftover.append(Leftover(str(action or ""), why, _answers(key, row.content)))
    return leftover


def _kept_leftover(
    request: HttpRequest, plan: Plan, own: Container[int], coordinates: bool, *, rows: Container[int], why: str = ""
) -> list[Leftover]:
    """What was kept through sign-in about actions that are this person's to report on, but have no row now."""
    texts = {
        key: content
        for key, content in kept.rows_kept(request, slug=plan.slug).items()
        if key not in rows and (coordinates or key in own)
    }
    if not texts:
        return []
    actions = StrategicAction.objects.filter(priority__plan=plan, pk__in=texts)
    return [Leftover(str(action), why, _answers(action.pk, texts[action.pk])) for action in actions]


def _answers(key: int, content: Mapping[str, str]) -> list[Answer]:
    return [Answer(f"{key}-{each.name}", each.question, each.text) for each in answers(content)]


def _say(page: _Table, found: Many, sent: Sequence[int], *, posted: Mapping[int, TypedRow], refused: bool) -> None:
    request = page.request
    if len(sent) == 1:
        messages.success(request, _("%(action)s is submitted.") % {"action": found.by_action()[sent[0]].action})
    elif sent:
        said = ngettext("%(number)d update is submitted.", "%(number)d updates are submitted.", len(sent))
        messages.success(request, said % {"number": len(sent)})
    elif refused or "show" in request.POST:
        return
    elif "all" in request.POST:
        messages.info(request, _("There is nothing to submit yet."))
    elif any(row.is_new for row in posted.values()):
        messages.success(request, _("Your drafts are saved."))
    else:
        messages.info(request, _("There is nothing to save yet."))


def _after(found: Many, choice: Choice, pressed: int) -> str:
    """The row to go on with: the one after that which was pressed."""
    keys = [each.action.pk for each in found.chosen(choice)]
    if pressed not in keys:
        return ""
    place = keys.index(pressed) + 1
    return f"#row-{keys[place]}" if place < len(keys) else "#end"


def _all_back(request: HttpRequest, plan: Plan, *, why: str, status: int) -> HttpResponse:
    """Give back everything that was typed and cannot be taken, to be copied."""
    posted = {key: row for key, row in typed_rows(request.POST).items() if row.is_new and row.content}
    named = {action.pk: str(action) for action in StrategicAction.objects.filter(priority__plan=plan, pk__in=posted)}
    leftover = [Leftover(named.get(key, ""), "", _answers(key, row.content)) for key, row in posted.items()]
    context = {"plan": plan, "why": why, "leftover": leftover}
    return render(request, "monitoring/many_back.html", context, status=status)

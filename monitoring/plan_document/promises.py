"""Loading what the plan says: its texts, scales, outcomes, priorities, actions and programmes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from monitoring.plan_document.partners import Partners
from monitoring.plan_document.rows import Rows
from monitoring.plan_document.structs import Action as ActionPart
from monitoring.plan_document.structs import Commitment as CommitmentPart
from monitoring.plan_document.structs import Labels, PlanDocument
from monitoring.plan_document.structs import Priority as PriorityPart
from partnership.due import Due
from partnership.due_reading import read_due
from plans.labels import Label, LevelLabels
from plans.models import LinkedDocument, Plan, PlanText, RatingLevel, RatingScale
from priorities.models import (
    Commitment,
    DateChange,
    Listing,
    Milestone,
    Outcome,
    Priority,
    PriorityDocument,
    PriorityOutcome,
    Programme,
    ProgrammePriority,
    Responsibility,
    StrategicAction,
)

Stage = StrategicAction.Stage


def due(text: str | None) -> Due | None:
    return None if text is None else read_due(text)


class Promises:
    """The plan's rows by their keys in the document."""

    def __init__(self, rows: Rows, document: PlanDocument, partners: Partners) -> None:
        self.rows = rows
        self.document = document
        self.partners = partners
        self.scales, self.levels = self._scales()
        self.plan = self._plan()
        self._texts()
        self.linked = self._linked_documents()
        self.outcomes = self._outcomes()
        self.priorities = self._priorities()
        self.commitments = self._commitments()
        # How far new actions have come that may not have begun in the first periods reported; see `begin`.
        self._to_begin: dict[str, dict[str, Any]] = {}
        self.actions = self._actions()
        self._mergers()
        self._programmes()

    def scale(self, key: str | None) -> RatingScale | None:
        return None if key is None else self.scales[key]

    # --- The plan ------------------------------------------------------------------------------

    def _scales(self) -> tuple[dict[str, RatingScale], dict[str, dict[str, RatingLevel]]]:
        """Scales and their levels. A scale belongs to one plan, so its code begins with the plan's key."""
        codes = {part.key: f"{self.document.plan.key}-{part.key}" for part in self.document.scales}
        found = {row.code: row for row in RatingScale.objects.filter(code__in=codes.values())}
        scales: dict[str, RatingScale] = {}
        levels: dict[str, dict[str, RatingLevel]] = {}
        for number, part in enumerate(self.document.scales):
            place = f"scales[{number}]"
            scale = self.rows.put(place, found.get(codes[part.key]), RatingScale, code=codes[part.key], name=part.name)
            known = {row.code: row for row in scale.levels.all()}
            levels[part.key] = {
                level.code: self.rows.put(
                    f"{place}.levels[{position}]",
                    known.get(level.code),
                    RatingLevel,
                    scale=scale,
                    code=level.code,
                    label=level.label,
                    letter=level.letter,
                    criteria=level.criteria,
                    meaning=level.meaning,
                    shape=level.shape,
                    colour=level.colour,
                    position=position,
                    requires_reason=level.requires_reason,
                    requires_recovery=level.requires_recovery,
                )
                for position, level in enumerate(part.levels)
            }
            self.rows.leave_others(known, levels[part.key])
            scales[part.key] = scale
        return scales, levels

    def _plan(self) -> Plan:
        part = self.document.plan
        return self.rows.put(
            "plan",
            Plan.objects.filter(slug=part.key).first(),
            Plan,
            slug=part.key,
            title=part.title,
            short_title=part.short_title,
            kind=part.kind,
            status=part.status,
            statutory_note=part.statutory_note,
            starts=due(part.starts),
            ends=due(part.ends),
            owner_body=self.partners.body(part.owner_body),
            coordinating_post=self.partners.post(part.coordinating_post),
            supersedes=self._other_plan("plan.supersedes", part.supersedes),
            labels=_labels(part.labels),
            action_scale=self.scale(part.action_scale),
            priority_scale=self.scale(part.priority_scale),
            measure_scale=self.scale(part.measure_scale),
            rollup=part.rollup.rule,
            rollup_on_track_share=part.rollup.on_track_share,
            rollup_off_track_share=part.rollup.off_track_share,
            rollup_complete=part.rollup.complete,
            rollup_paused=part.rollup.paused,
            rollup_not_rated=part.rollup.not_rated,
            requires_sign_off=part.requires_sign_off,
            **self._said_of_measures(),
        )

    def _said_of_measures(self) -> dict[str, Any]:
        """Settings that people change in the system too: a document that does not say leaves them as they are."""
        part = self.document.plan
        said = {
            "analyst_post": self.partners.post(part.analyst_post),
            "measures_short_travel": part.measures_short_travel,
            "measures_long_travel": part.measures_long_travel,
        }
        return {name: value for name, value in said.items() if value is not None}

    def _other_plan(self, place: str, key: str | None) -> Plan | None:
        if key is None:
            return None
        plan = Plan.objects.filter(slug=key).first()
        if plan is None:
            self.rows.mistake(place, _("There is no plan “%s” in the system. Load it first.") % key)
        return plan

    def _texts(self) -> None:
        found = {row.key: row for row in self.plan.texts.all()}
        for position, part in enumerate(self.document.plan.texts):
            self.rows.put(
                f"plan.texts[{position}]",
                found.get(part.key),
                PlanText,
                plan=self.plan,
                key=part.key,
                title=part.title,
                body=part.body,
                position=position,
            )
        self.rows.leave_others(found, (part.key for part in self.document.plan.texts))

    def _linked_documents(self) -> dict[str, LinkedDocument]:
        found = {row.key: row for row in self.plan.documents.all()}
        made = {
            part.key: self.rows.put(
                f"documents[{position}]",
                found.get(part.key),
                LinkedDocument,
                plan=self.plan,
                key=part.key,
                title=part.title,
                kind=part.kind,
                url=part.url,
                organisation=self.partners.organisation(part.organisation),
                position=position,
            )
            for position, part in enumerate(self.document.documents)
        }
        self.rows.leave_others(found, made)
        return made

    def _outcomes(self) -> dict[str, Outcome]:
        found = {row.key: row for row in self.plan.outcomes.all()}
        made = {
            part.key: self.rows.put(
                f"outcomes[{position}]",
                found.get(part.key),
                Outcome,
                plan=self.plan,
                key=part.key,
                ref=part.ref,
                title=part.title,
                description=part.description,
                position=position,
            )
            for position, part in enumerate(self.document.outcomes)
        }
        self.rows.leave_others(found, made)
        return made

    def begin(self, keys: Iterable[str]) -> None:
        """Let new actions with a start date be as far as they are now.

        They come in as not started and begin with the first update that says so, so that the records of
        past periods do not call work late that was still to begin.
        """
        for key in [key for key in keys if key in self._to_begin]:
            self.rows.put("", self.actions[key], StrategicAction, **self._to_begin.pop(key))

    def begin_all(self) -> None:
        self.begin(list(self._to_begin))

    # --- Priorities and their commitments ------------------------------------------------------

    def _priorities(self) -> dict[str, Priority]:
        found = {row.key: row for row in self.plan.priorities.all()}
        made: dict[str, Priority] = {}
        for position, part in enumerate(self.document.priorities):
            place = f"priorities[{position}]"
            made[part.key] = self.rows.put(
                place,
                found.get(part.key),
                Priority,
                plan=self.plan,
                key=part.key,
                ref=part.ref,
                title=part.title,
                plain_title=part.plain_title,
                description=part.description,
                cross_cutting=part.cross_cutting,
                lead_body=self.partners.body(part.lead_body),
                monitored_elsewhere_by=part.monitored_elsewhere_by,
                status=part.status,
                status_note=part.status_note,
                in_plan_from=part.in_plan_from,
                in_plan_until=part.in_plan_until,
                position=position,
            )
            self._priority_links(place, part, made[part.key])
        self.rows.leave_others(found, made)
        return made

    def _priority_links(self, place: str, part: PriorityPart, priority: Priority) -> None:
        served = {row.outcome_id: row for row in priority.served_outcomes.all()}
        for number, key in enumerate(part.outcomes):
            outcome = self.outcomes[key]
            known = served.pop(outcome.pk, None)
            self.rows.put(f"{place}.outcomes[{number}]", known, PriorityOutcome, priority=priority, outcome=outcome)
        linked = {row.document_id: row for row in priority.linked_documents.all()}
        for number, key in enumerate(part.documents):
            document = self.linked[key]
            link = linked.pop(document.pk, None)
            self.rows.put(f"{place}.documents[{number}]", link, PriorityDocument, priority=priority, document=document)
        for row in (*served.values(), *linked.values()):
            self.rows.remove(place, row)

    def _commitments(self) -> dict[str, Commitment]:
        found = {row.key: row for row in Commitment.objects.filter(priority__plan=self.plan)}
        made: dict[str, Commitment] = {}
        for place, position, priority, part in self._commitment_parts():
            made[part.key] = self.rows.put(
                place,
                found.get(part.key),
                Commitment,
                priority=self.priorities[priority.key],
                key=part.key,
                ref=part.ref,
                title=part.title,
                summary_title=part.summary_title,
                goal=part.goal,
                position=position,
            )
        self.rows.leave_others(found, made)
        return made

    def _commitment_parts(self) -> Iterator[tuple[str, int, PriorityPart, CommitmentPart]]:
        for number, priority in enumerate(self.document.priorities):
            for position, part in enumerate(priority.commitments):
                yield f"priorities[{number}].commitments[{position}]", position, priority, part

    # --- Actions -------------------------------------------------------------------------------

    def _actions(self) -> dict[str, StrategicAction]:
        commitments = self.commitments
        of_plan = StrategicAction.objects.filter(priority__plan=self.plan)
        found = {row.key: row for row in of_plan.prefetch_related(*_BELOW_ACTIONS)}
        made: dict[str, StrategicAction] = {}
        for place, position, priority, commitment, part in self._action_parts():
            known = found.get(part.key)
            row = self.rows.put(
                place,
                known,
                StrategicAction,
                priority=self.priorities[priority.key],
                commitment=None if commitment is None else commitments[commitment.key],
                key=part.key,
                ref=part.ref,
                title=part.title,
                description=part.description,
                success_criteria=part.success_criteria,
                sources=part.sources,
                starts=due(part.starts),
                due=due(part.due),
                as_printed=part.printed,
                in_plan_from=part.in_plan_from,
                position=position,
                **self._progress(part, is_new=known is None),
            )
            made[part.key] = row
            self._responsibilities(place, part, row)
            self._milestones(place, part, row)
            self._date_changes(place, part, row)
            self._listings(place, part, row)
        self.rows.leave_others(found, made)
        return made

    def _action_parts(self) -> Iterator[tuple[str, int, PriorityPart, CommitmentPart | None, ActionPart]]:
        """Every action with its place and its position within the priority."""
        for number, priority in enumerate(self.document.priorities):
            position = 0
            for place, commitment, actions in (
                *(
                    (f"priorities[{number}].commitments[{inside}]", commitment, commitment.actions)
                    for inside, commitment in enumerate(priority.commitments)
                ),
                (f"priorities[{number}]", None, priority.actions),
            ):
                for inside, action in enumerate(actions):
                    yield f"{place}.actions[{inside}]", position, priority, commitment, action
                    position += 1

    def _progress(self, part: ActionPart, *, is_new: bool) -> dict[str, Any]:
        """How far the action has come; of a known action only where the document says it."""
        if part.stage is None and not is_new:
            return {}
        # Work that has a start waits for it; of any other the document may simply not say.
        stage = part.stage or (Stage.NOT_STARTED if part.starts else Stage.UNKNOWN)
        leaving = {"stage_note": part.stage_note, "in_plan_until": part.in_plan_until}
        progress = {"stage": stage, "percent_complete": part.percent_complete, "completed_on": part.completed_on}
        if is_new and part.starts is not None and stage not in StrategicAction.LEFT:
            self._to_begin[part.key] = progress
            return leaving
        return {**progress, **leaving}

    def _responsibilities(self, place: str, part: ActionPart, action: StrategicAction) -> None:
        known = {
            (row.role, row.post_id, row.organisation_id, row.body_id, _own_words(row)): row
            for row in action.responsibilities.all()
        }
        wanted: list[tuple[str, Responsibility | None, dict[str, Any]]] = []
        for position, said in enumerate(part.responsibilities):
            post, body = self.partners.post(said.post), self.partners.body(said.body)
            organisation = self.partners.organisation(said.organisation)
            found = known.pop(
                (
                    said.role,
                    post.pk if post else None,
                    organisation.pk if organisation else None,
                    body.pk if body else None,
                    "" if post or organisation or body else said.as_printed,
                ),
                None,
            )
            values = {
                "action": action,
                "post": post,
                "organisation": organisation,
                "body": body,
                "as_printed": said.as_printed,
                "role": said.role,
                "primary": said.primary,
                "position": position,
            }
            wanted.append((f"{place}.responsibilities[{position}]", found, values))
        for row in known.values():
            self.rows.remove(place, row)
        # The old first lead steps back before the new one steps forward: there is at most one.
        for inside, found, values in sorted(wanted, key=lambda one: bool(one[2]["primary"])):
            self.rows.put(inside, found, Responsibility, **values)

    def _milestones(self, place: str, part: ActionPart, action: StrategicAction) -> None:
        known: dict[str, list[Milestone]] = defaultdict(list)
        for row in action.milestones.all():
            known[row.title].append(row)
        for position, said in enumerate(part.milestones):
            same = known[said.title]
            self.rows.put(
                f"{place}.milestones[{position}]",
                same.pop(0) if same else None,
                Milestone,
                action=action,
                title=said.title,
                due=due(said.due),
                done_on=said.done_on,
                position=position,
            )
        for rest in known.values():
            for row in rest:
                self.rows.remove(place, row)

    def _date_changes(self, place: str, part: ActionPart, action: StrategicAction) -> None:
        known = {row.agreed_on: row for row in action.date_changes.all()}
        for number, said in enumerate(part.date_changes):
            self.rows.put(
                f"{place}.date_changes[{number}]",
                known.get(said.agreed_on),
                DateChange,
                action=action,
                due=due(said.due),
                reason=said.reason,
                agreed_on=said.agreed_on,
                agreed_by=said.agreed_by,
            )
        self.rows.leave_others(known, (said.agreed_on for said in part.date_changes))

    def _listings(self, place: str, part: ActionPart, action: StrategicAction) -> None:
        known = {row.priority_id: row for row in action.listings.all()}
        for number, said in enumerate(part.also_listed_in):
            inside = f"{place}.also_listed_in[{number}]"
            priority = Priority.objects.filter(plan__slug=said.plan, key=said.priority).first()
            if priority is None:
                where = {"priority": said.priority, "plan": said.plan}
                self.rows.mistake(
                    inside, _("There is no priority “%(priority)s” in a plan “%(plan)s”. Load that plan first.") % where
                )
                continue
            self.rows.put(inside, known.get(priority.pk), Listing, action=action, priority=priority, ref=said.ref)
        self.rows.leave_others(known, set())

    def _mergers(self) -> None:
        """What became part of another: only once both rows are there."""
        for number, part in enumerate(self.document.priorities):
            into = None if part.merged_into is None else self.priorities[part.merged_into]
            place = f"priorities[{number}].merged_into"
            self.rows.put(place, self.priorities[part.key], Priority, merged_into=into)
        for place, _position, _priority, _commitment, action in self._action_parts():
            target = None if action.merged_into is None else self.actions[action.merged_into]
            self.rows.put(f"{place}.merged_into", self.actions[action.key], StrategicAction, merged_into=target)

    # --- Programmes ----------------------------------------------------------------------------

    def _programmes(self) -> None:
        found = {row.key: row for row in self.plan.programmes.all()}
        for position, part in enumerate(self.document.programmes):
            place = f"programmes[{position}]"
            programme = self.rows.put(
                place,
                found.get(part.key),
                Programme,
                plan=self.plan,
                key=part.key,
                title=part.title,
                description=part.description,
                position=position,
            )
            links = {row.priority_id: row for row in programme.contributions.all()}
            for number, key in enumerate(part.priorities):
                priority = self.priorities[key]
                link = links.pop(priority.pk, None)
                self.rows.put(
                    f"{place}.priorities[{number}]", link, ProgrammePriority, programme=programme, priority=priority
                )
            for row in links.values():
                self.rows.remove(place, row)
        self.rows.leave_others(found, (part.key for part in self.document.programmes))


_BELOW_ACTIONS = ("responsibilities", "milestones", "date_changes", "listings")


def _labels(labels: Labels) -> dict[str, Any]:
    words = {
        level: Label(one=label.one, many=label.many)
        for level in ("outcome", "priority", "commitment", "action", "measure")
        if (label := getattr(labels, level)) is not None
    }
    return LevelLabels(**words).as_json()


def _own_words(row: Responsibility) -> str:
    return "" if row.post_id or row.organisation_id or row.body_id else row.as_printed

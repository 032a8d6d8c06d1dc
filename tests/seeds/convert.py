"""From a research seed to a plan document, inventing nothing.

The seeds are real papers, kept outside the project as structured YAML beside it. What a paper does not
say is left out: a level, a lead, a date. Numbers that the research gave to unnumbered things only become
keys. An action has come as far as the paper gives a day for, no further. What was reported on a plan
stays in the seed, because none of the papers prints the dates of the period it reports on.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"

Seed = dict[str, Any]
Document = dict[str, Any]

POLARITY = {"low_is_good": "low", "high_is_good": "high", "contextual": "information"}
OPERATOR = {"<=": "at_most", ">=": "at_least", "=": "exactly"}
COMPARATOR = {"national": "nation", "region": "region", "statistical_neighbours": "statistical_neighbours"}
UNIT = {"percent": "%"}
QUALIFIER = {">": "over"}
DIRECTION = {"increased": "up", "increase": "up", "decreased": "down", "decrease": "down"}


def seed(name: str) -> Seed:
    """The seed of this name. Raises FileNotFoundError where the research is not at hand."""
    read: Seed = yaml.safe_load((SEEDS / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def as_file(document: Document) -> bytes:
    """The bytes of a plan document file (JSON)."""
    return json.dumps(document, ensure_ascii=False, default=str).encode()


def key(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return "-".join(words)[:60].rstrip("-")


def _document(read: Seed, plan: dict[str, Any], **parts: Iterable[dict[str, Any]]) -> Document:
    council = {"key": "council", "name": read["authority"]["name"], "kind": "council"}
    return {
        "format": "childrens-plan/1",
        "plan": plan,
        "organisations": [council, *parts.pop("organisations", ())],
        **{name: list(values) for name, values in parts.items()},
    }


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _linked(titles: Iterable[str], kind: str = "other") -> list[dict[str, str]]:
    return [{"key": key(title), "title": title, "kind": kind} for title in titles]


def scrutiny_report(read: Seed) -> Document:
    """A committee report on one outcome of a plan: priorities, actions, programmes and measures."""
    said = read["plan"]
    (group,) = said["delivery_groups"]
    programmes = [
        {"key": key(title), "title": title, "priorities": [key(priority["title"])]}
        for priority in read["priorities"]
        for title in priority.get("core_programmes", ())
    ]
    return _document(
        read,
        {
            "key": key(read["id"]),
            "title": said["title"],
            "status": "approved",
            "starts": str(said["period"]["start_year"]),
            "ends": str(said["period"]["end_year"]),
            "texts": [{"key": "established-by", "title": "Established by", "body": _bullets(said["established_by"])}],
        },
        bodies=[
            {"key": key(group["name"]), "name": group["name"], "kind": "delivery_group"},
            *({"key": key(name), "name": name} for name in said["other_bodies_named"]),
        ],
        outcomes=[{"key": key(name), "title": name} for name in said["outcomes_named_in_source"]],
        documents=_linked(said["linked_documents"]),
        priorities=[
            {
                "key": key(priority["title"]),
                "ref": priority["ref"] or "",
                "title": priority["title"],
                "description": priority.get("second_strand", ""),
                "outcomes": [key(priority["outcome"])] if "outcome" in priority else [],
                "cross_cutting": priority["cross_cutting"],
                "lead_body": key(priority["lead_body"]),
                "actions": [_action(action) for action in priority["actions"]],
            }
            for priority in read["priorities"]
        ],
        programmes=programmes,
        measures=[_targeted(measure, read["indicator_statement"]["text"]) for measure in read["indicators"]],
    )


def _action(said: dict[str, Any]) -> dict[str, Any]:
    done = said.get("completed_on")
    return {
        "key": key(f"action {said['ref']}"),
        "title": said["title"],
        **({"due": said["due"]["as_printed"]} if said["due"] else {}),
        **({"stage": "complete", "completed_on": done} if done else {}),
        "milestones": [
            {"title": step["text"], "due": step["due"]["as_printed"]} for step in said.get("future_milestones", ())
        ],
    }


def _targeted(said: dict[str, Any], judgement: str) -> dict[str, Any]:
    target = said["target"]
    return {
        "key": key(said["code"]),
        "code": said["code"],
        "title": said["title"],
        "unit": UNIT[target["unit"]],
        "polarity": POLARITY[said["polarity"]],
        "targets": [
            {
                "value": target["value"],
                "operator": OPERATOR[target["operator"]],
                "as_printed": target.get("as_printed", ""),
            }
        ],
        "figures": [{"judgement": judgement}] if said["on_target_statement"] else [],
    }


def noted_plan(read: Seed) -> Document:
    """A board's minute that notes a plan: its priorities and what each includes."""
    said = read["plan"]
    partnership = read["partnership"]
    return _document(
        read,
        {
            "key": key(read["id"]),
            "title": said["title"],
            "status": "approved",
            "ends": said["horizon"],
            "owner_body": "partnership",
            "texts": [
                {"key": key(name), "title": name.replace("_", " ").capitalize(), "body": said[name]}
                for name in ("refreshes", "voice_of_children", "priority_frame", "communication", "resource_context")
            ],
        },
        organisations=[
            {"key": key(name), "name": name}
            for name in partnership["lead_safeguarding_partners"]
            if name.lower() != "council"
        ],
        bodies=[{"key": "partnership", "name": partnership["name"], "kind": "partnership_board"}],
        documents=[
            *_linked(said["evidence"], "evidence"),
            *_linked(said["supporting_documents_planned"]),
            *_linked(said["linked_strategies"], "strategy"),
        ],
        priorities=[
            {
                "key": key(priority["title"]),
                "ref": priority["ref"],
                "title": priority["title"],
                "description": _bullets(priority["focus"]),
            }
            for priority in read["priorities"]
        ],
    )


def strategic_page(read: Seed) -> Document:
    """A web page still being written: one strategic priority, its commitments, goals and activities."""
    said = read["plan"]
    words = said["level_labels"]
    named = [
        title
        for commitment in read["commitments"]
        for activity in commitment["activities"]
        for title in activity.get("linked_documents", ())
    ]
    return _document(
        read,
        {
            "key": key(read["id"]),
            "title": said["title"],
            "status": "drafting",
            "labels": {
                "commitment": {"one": words["level1"], "many": f"{words['level1']}s"},
                "action": {"one": words["level3"], "many": words["level3"]},
            },
            "texts": [
                {"key": "rationale", "title": said["rationale_heading"], "body": said["rationale_summary"]},
                {"key": "period", "title": said["page_title"], "body": said["period"]["as_printed"]},
            ],
        },
        documents=_linked(dict.fromkeys(named), "strategy"),
        priorities=[
            {
                "key": key(said["title"]),
                "title": said["title"],
                "documents": [key(title) for title in dict.fromkeys(named)],
                "commitments": [
                    {
                        "key": key(f"commitment {commitment['ref']}"),
                        "title": commitment["section_wording"],
                        "summary_title": commitment["summary_wording"],
                        "goal": commitment["goal"],
                        "actions": [_activity(activity) for activity in commitment["activities"]],
                    }
                    for commitment in read["commitments"]
                ],
            }
        ],
    )


def _activity(said: dict[str, Any]) -> dict[str, Any]:
    query = said.get("drafting_query")
    return {
        "key": key(f"activity {said['ref']}"),
        "title": said["text"],
        "printed": {"Drafting query": query} if query else {},
    }


def monitoring_minute(read: Seed) -> Document:
    """Minutes of a monitoring report: priorities, one of them added later, an action, and measures in words."""
    said = read["plan"]
    return _document(
        read,
        {"key": key(read["id"]), "title": said["title"], "status": "approved", "owner_body": "partnership"},
        bodies=[{"key": "partnership", "name": said["monitoring_body"], "kind": "partnership_board"}],
        priorities=[
            {
                "key": f"priority-{priority['ref']}",
                "ref": priority["ref"],
                "title": priority["title"],
                "status": "added_later" if priority.get("added_after_approval") else "active",
                "actions": [
                    {"key": key(highlight["action"]["title"]), "title": highlight["action"]["title"]}
                    for highlight in priority["highlights"]
                    if "action" in highlight
                ],
            }
            for priority in read["priorities"]
        ],
        measures=[_compared(measure, _home(read, measure["id"])) for measure in read["indicators"]],
    )


def _home(read: Seed, measure: str) -> str:
    """The priority whose highlights tell of a measure."""
    (ref,) = {
        priority["ref"]
        for priority in read["priorities"]
        for highlight in priority["highlights"]
        if measure in highlight.get("indicator_refs", ())
    }
    return f"priority-{ref}"


def _compared(said: dict[str, Any], priority: str) -> dict[str, Any]:
    previous = said.get("previous", {})
    before = (
        [{"kind": "previous", "name": previous["period"], "value": previous["value"]}] if "value" in previous else []
    )
    return {
        "key": key(said["id"]),
        "title": said["title"],
        "unit": UNIT.get(said.get("unit", ""), ""),
        "polarity": POLARITY[said["polarity"]],
        "decimals": 1 if isinstance(said.get("value"), float) else 0,
        "priority": priority,
        "disclosure": "none" if "disclosure_note" in said else "not_said",
        "figures": _figures(said),
        "comparators": [*before, *(_comparator(each) for each in said.get("comparators", ()))],
    }


def _figures(said: dict[str, Any]) -> list[dict[str, Any]]:
    value = said.get("value")
    direction = _words(said.get("direction", ""))
    figure: dict[str, Any] = {
        "period": said.get("period", ""),
        "note": said.get("note", "") or said.get("disclosure_note", ""),
    }
    if isinstance(value, dict):
        figure |= {"value": value["number"], "qualifier": QUALIFIER[value["operator"]]}
    elif value is not None:
        figure["value"] = value
    elif direction:
        way, _from, since = direction.partition(" from ")
        figure |= {"direction": DIRECTION[way.split()[-1]], "direction_since": since, "as_printed": direction}
    return [figure] if "value" in figure or direction else []


def _comparator(said: dict[str, Any]) -> dict[str, Any]:
    named = said.get("name") or _words(said["type"]).capitalize()
    told = {"value": said["value"]} if said.get("value") is not None else {"relation": _words(said["relation"])}
    return {"kind": COMPARATOR[said["type"]], "name": named, **told}


def _words(token: str) -> str:
    return token.replace("_", " ")

"""What a level of any rating scale means, whatever a plan calls it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Meaning(models.TextChoices):
    """The meanings that counts, movement and attention are worked out from."""

    COMPLETE = "complete", _("Complete")
    AHEAD = "ahead", _("Ahead")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("Some concern")
    OFF_TRACK = "off_track", _("Off track")
    PAUSED = "paused", _("Paused")
    NOT_STARTED = "not_started", _("Not started")
    NOT_ASSESSED = "not_assessed", _("Not assessed")
    DIRECTION_ONLY = "direction_only", _("Direction only")


# Most severe last. Meanings that say nothing about how well the work goes have no place in it.
SEVERITY = {
    Meaning.COMPLETE: 0,
    Meaning.AHEAD: 1,
    Meaning.ON_TRACK: 2,
    Meaning.NOT_STARTED: 3,
    Meaning.AT_RISK: 4,
    Meaning.OFF_TRACK: 5,
}


class Rollup(models.TextChoices):
    """How a priority's computed level follows from its actions. The rule itself: monitoring/record/rollup.py."""

    WORST = "worst", _("The most severe of its actions")
    SHARE = "share", _("The share of its actions that are on track")
    JUDGEMENT_ONLY = "judgement_only", _("Only what its lead body says")


class Counts(models.TextChoices):
    """What actions of one kind are taken for when a priority's level is computed."""

    LEFT_OUT = "left_out", _("left out")
    ON_TRACK = "on_track", _("as on track")
    AT_RISK = "at_risk", _("as some concern")
    OFF_TRACK = "off_track", _("as off track")

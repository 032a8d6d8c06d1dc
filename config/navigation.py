"""The menu and the footer of every page. Composed here, because only here every address is known."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu or footer; `is_page` if it is the very page that is shown, `is_current` if its part."""

    label: str | Promise
    address: str
    is_current: bool = False
    is_page: bool = False


# Label, address, and the other pages it stands for in the menu.
MENU = (
    (_("My actions"), "monitoring:my_actions", {"monitoring:update_action"}),
    (_("Plans"), "priorities:plan_list", {"priorities:plan_detail"}),
    (_("Reports"), "reports:report_list", {"reports:report_detail"}),
)
FOOTER = (
    (_("Help"), "help"),
    (_("Accessibility statement"), "accessibility"),
    (_("Privacy"), "privacy"),
)


def menu(request: HttpRequest) -> list[Entry]:
    """What a signed-in person can go to from anywhere; nothing for others."""
    if not request.user.is_authenticated:
        return []
    shown = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Entry(label, address, is_current=shown == name or shown in others, is_page=shown == name)
        for label, name, others in MENU
        if (address := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def footer() -> list[Entry]:
    return [Entry(label, reverse(name)) for label, name in FOOTER]

"""No page is left out: axe finds nothing on any, and none scrolls sideways on the narrowest screen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from benchmarks.plan import Generated, generate
from partnership.models import User
from tests.browser import assert_accessible, assert_fits, bring_axe, sign_in
from tests.factories import PASSWORD
from tests.policy.test_queries import EXPECTED, TODAY, fill, keys_of, rows_of

pytestmark = pytest.mark.django_db(transaction=True)

# Pages of the sign-in package that somebody who has signed in meets.
OF_SIGN_IN = (
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_index",
)
# What a browser saves instead of showing, a part of a page that has its own line in the table, and a page that lets
# no script in, axe neither: test_report_page.py.
NOT_SHOWN = {
    "reports:report_page",
    "reports:report_file",
    "reports:report_word",
    "reports:report_table",
    "reports:report_picture",
    "reports:report_progress",
    "reports:written_progress",
    "monitoring:measure_figures",
    "monitoring:period_figures",
    "indicators:file_original",
    "indicators:file_leftover",
    "indicators:file_template",
}


def people_of(made: Generated) -> dict[str, User]:
    return {
        "officer": User.objects.get(pk=made.officer_pk),
        "coordinator": User.objects.get(pk=made.coordinator_pk),
        "board": User.objects.get(pk=made.board_member_pk),
        "clerk": User.objects.get(name="Clerk"),
    }


@pytest.mark.parametrize("person", sorted({person for _name, _period, person in EXPECTED}))
def test_every_page_is_accessible_and_fits_a_narrow_phone(new_page, person):
    made = generate(actions=8, periods=3, today=TODAY)
    fill(made, drafts=1)
    user = people_of(made)[person]
    user.set_password(PASSWORD)
    user.save()
    page = new_page(viewport={"width": 320, "height": 700})
    bring_axe(page)
    sign_in(page, user)
    rows = rows_of(made)
    addresses = [
        reverse(name, kwargs=keys_of(name, rows[period]))
        for name, period, who in EXPECTED
        if who == person and name not in NOT_SHOWN
    ]

    for address in [*addresses, *map(reverse, OF_SIGN_IN)]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert_fits(page)
        assert_accessible(page)

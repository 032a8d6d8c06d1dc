"""A real provider of OpenID Connect for the tests. It lets everybody sign in as whoever they say they are."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

# Has its warnings shown whatever had been said before it is imported.
import authlib.deprecate  # type: ignore[import-untyped]  # noqa: F401
import requests
from playwright.sync_api import Page
from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oidc_provider_mock import app

BUTTON = "Sign in with your council account"


@dataclass(frozen=True)
class Provider:
    """`url` is the issuer."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which a deployment signs people in here."""
        return {
            "OIDC_ISSUER": self.url,
            "OIDC_CLIENT_ID": "childrens-plan",
            "OIDC_CLIENT_SECRET": "known to both",
            "OIDC_NAME": "your council account",
        }

    def knows(self, key: str, **claims: Any) -> None:
        """There is such a person; `claims` are what the provider says of them."""
        requests.put(f"{self.url}/users/{key}", json=claims, timeout=240).raise_for_status()

    def sign_in(self, page: Page, key: str, *, button: str = BUTTON) -> None:
        """Press the button of the sign-in page at hand, and prove at the provider who one is."""
        page.get_by_role("button", name=button).click()
        page.locator("input[name=sub]").fill(key)
        page.get_by_role("button", name="Authorize").click()


@contextmanager
def provider() -> Iterator[Provider]:
    server = make_server("localhost", 0, app(), threaded=True)
    serving = Thread(target=server.serve_forever)
    serving.start()
    try:
        yield Provider(f"http://localhost:{server.server_port}")
    finally:
        # However long it takes: the package's own way allows a second.
        server.shutdown()
        serving.join()
        server.server_close()

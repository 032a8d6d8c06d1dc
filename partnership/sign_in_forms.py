"""The sign-in forms with our words on them. What they check is allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NO_EMAIL = _("Enter your e-mail address")
NO_PASSWORD = _("Enter your password")
NO_NEW_PASSWORD = _("Enter a new password")
NOT_AGAIN = _("Enter the new password a second time")
NO_CODE = _("Enter the code")
LENGTH = _("At least 12 characters. Three words that do not belong together are easy to remember.")


def say(
    form: forms.BaseForm,
    name: str,
    label: str | _StrPromise,
    *,
    missing: str | _StrPromise,
    hint: str | _StrPromise = "",
) -> None:
    """Give a field our label, hint and words for an empty one, and no placeholder: it goes when it is needed."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = str(missing)
    field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", EMAIL, missing=NO_EMAIL)
        say(self, "password", PASSWORD, missing=NO_PASSWORD)


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", EMAIL, missing=NO_EMAIL)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("New password"), missing=NO_NEW_PASSWORD, hint=LENGTH)
        say(self, "password2", _("The same again"), missing=NOT_AGAIN)


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Your password now"), missing=_("Enter the password you have now"))
        say(self, "password1", _("New password"), missing=NO_NEW_PASSWORD, hint=LENGTH)
        say(self, "password2", _("The same again"), missing=NOT_AGAIN)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", PASSWORD, missing=NO_NEW_PASSWORD, hint=LENGTH)
        say(self, "password2", _("The same again"), missing=NOT_AGAIN)


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", _("Your password"), missing=NO_PASSWORD)


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", EMAIL, missing=NO_EMAIL)


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), missing=NO_CODE, hint=_("From the e-mail."))


class AuthenticateForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), missing=NO_CODE)


class MfaReauthenticateForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code from your authenticator app"), missing=NO_CODE)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Six digits from the app"), missing=NO_CODE)

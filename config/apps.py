from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The deployment itself: its commands and its health."""

    name = "config"

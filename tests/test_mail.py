"""The mail server of the tests does what its tests ask of it."""

import smtplib
import threading

import pytest
from django.core.mail import send_mail


def _send(to="ann@northmoor.example"):
    return send_mail("Two updates are due", "Please update them.", "plan@northmoor.example", [to])


def test_mail_server_keeps_each_message(smtp_server):
    assert [_send(), _send("bo@northmoor.example")] == [1, 1]

    assert [(message["To"], message["Subject"]) for message in smtp_server.messages] == [
        ("ann@northmoor.example", "Two updates are due"),
        ("bo@northmoor.example", "Two updates are due"),
    ]
    assert smtp_server.messages[0].get_content() == "Please update them.\n"


def test_mail_server_refuses_one_address_only(smtp_server):
    smtp_server.refuse("Gone@northmoor.example")

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        _send("gone@northmoor.example")
    _send()

    assert refusal.value.recipients == {"gone@northmoor.example": (550, b"No such person here")}
    assert [message["To"] for message in smtp_server.messages] == ["ann@northmoor.example"]


def test_mail_server_hangs_up_with_the_message_in_hand(smtp_server):
    smtp_server.hang_up()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        _send()

    assert len(smtp_server.messages) == 1


def test_mail_server_hangs_with_the_message_in_hand_until_the_sender_gives_up(smtp_server, settings):
    smtp_server.hang()
    settings.EMAIL_TIMEOUT = 0.3
    heard = []

    def send():
        try:
            heard.append(_send())
        except smtplib.SMTPServerDisconnected as error:
            heard.append(str(error))

    sender = threading.Thread(target=send)
    sender.start()
    smtp_server.wait_for(1)
    assert heard == []
    sender.join()

    assert heard == ["Connection unexpectedly closed: timed out"]

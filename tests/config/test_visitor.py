import pytest

from config.visitor import Form, Page, Stuck, Visitor, read

PAGE = """
<h1>Update: <em>Open the hub</em></h1>
<a href="/my-actions/">My actions</a> <a href="/actions/4/update/">4</a> <a href="/actions/4/update/">again</a>
<form method="post" action="/go/">
  <input type="hidden" name="token" value="abc">
  <label for="a">On track <span>as expected</span></label><input id="a" type="radio" name="level" value="7">
  <label for="b">Some concern</label><input id="b" type="radio" name="level" value="8" checked>
  <select name="cause"><option value="">Choose</option><option value="staff" selected>Staff</option></select>
  <textarea name="narrative">
First line
second</textarea>
  <input type="checkbox" name="notify" value="yes">
  <button name="do" value="submit">Submit update</button><button>Save as draft</button>
</form>
"""


@pytest.fixture
def page():
    return read(Page("http://site/actions/4/update/", PAGE.encode(), "text/html"))


def test_page_is_read_as_a_browser_would_send_it(page):
    assert page.heading == "Update: Open the hub"
    assert page.addresses(r"^/actions/\d+/update/$") == ["/actions/4/update/"]
    assert page.forms == [
        Form(
            action="/go/",
            method="post",
            values={"token": "abc", "level": "8", "cause": "staff", "narrative": "First line\nsecond"},
            choices={"a": ("level", "7"), "b": ("level", "8"), "": ("notify", "yes")},
            labels={"a": "On track as expected", "b": "Some concern"},
            buttons={"Submit update": ("do", "submit"), "Save as draft": ("", "")},
        )
    ]


def test_pressing_a_button_sends_the_answers_and_the_rest_untouched(page, monkeypatch):
    sent = []
    visitor = Visitor("http://site")
    monkeypatch.setattr(visitor, "open", lambda address, values: sent.append((address, values)))

    visitor.press(page, "Submit update", level="On track", narrative="Open since May.")

    assert sent == [
        (
            "http://site/go/",
            {"token": "abc", "level": "7", "cause": "staff", "narrative": "Open since May.", "do": "submit"},
        )
    ]


@pytest.mark.parametrize(
    ("button", "answers", "says"),
    [
        ("Delete", {}, "has no button “Delete”"),
        ("Submit update", {"level": "Complete"}, "does not offer “Complete” but On track as expected, Some concern"),
        ("Submit update", {"weather": "fine"}, "does not ask for weather"),
    ],
)
def test_what_is_not_there_is_named(page, button, answers, says):
    with pytest.raises(Stuck, match=says):
        Visitor("http://site").press(page, button, **answers)

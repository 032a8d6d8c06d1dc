import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.light_markdown import as_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", '<p class="govuk-body">One.</p>\n<p class="govuk-body">Two.</p>\n'),
        ("*seen* and **heard**", '<p class="govuk-body"><em>seen</em> and <strong>heard</strong></p>\n'),
        ("- a\n- b", '<ul class="govuk-list govuk-list--bullet">\n<li>a</li>\n<li>b</li>\n</ul>\n'),
        ("2. a\n3. b", '<ol class="govuk-list govuk-list--number" start="2">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        (
            "[plan](https://northmoor.example/plan)",
            '<p class="govuk-body"><a class="govuk-link" href="https://northmoor.example/plan" '
            'rel="noopener noreferrer">plan</a></p>\n',
        ),
        ("# Vision", '<h3 class="govuk-heading-s">Vision</h3>\n'),
    ],
)
def test_markdown_is_drawn_as_the_pages_around_it(text, html):
    assert attributes_sorted(as_html(text)) == attributes_sorted(html)


def attributes_sorted(html):
    """Which attribute comes first is nobody's business."""
    return re.sub(
        r"<(\w+) ([^>]+)>",
        lambda tag: f"<{tag[1]} {' '.join(sorted(re.findall(r'[a-z]+=.[^<>=]*?.(?= |$)', tag[2])))}>",
        html,
    )


def test_headings_are_of_the_level_that_the_page_needs():
    assert re.findall(r"<h\d", as_html("# One\n\n### Two", heading=4)) == ["<h4", "<h4"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](https://a.example "onmouseover=alert(1)")',
        "![x](https://a.example/x.png)",
        "<a href='https://a.example' onclick='alert(1)'>x</a>",
        '<p style="position:fixed">x</p>',
        "```\n<b>\n```",
    ],
)
def test_markdown_that_would_do_something_does_nothing(text):
    html = as_html(text)

    assert re.findall(r"<(?:script|img|style|iframe|pre|code)", html) == []
    assert re.findall(r"<[^>]*\s(?:on\w+|style)=", html) == []
    assert re.findall(r"""href=["'](?!https?:|mailto:)""", html) == []


@given(st.text())
def test_markdown_of_any_text_gives_only_what_we_draw(text):
    tags = set(re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", as_html(text)))

    assert tags <= {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "h3"}

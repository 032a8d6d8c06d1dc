"""The menu: which of its entries a page belongs to."""

from __future__ import annotations

from config.navigation import MENU
from reports.urls import urlpatterns

# Files, what only answers a press, and the pages that everybody may read, which the footer leads to.
NOT_IN_THE_MENU = {
    *("report_request", "report_again", "report_file", "report_page", "report_word", "report_table", "report_picture"),
    *("paper_list", "paper", "paper_file", "paper_page", "paper_word", "paper_table", "paper_summary"),
    *(
        "template_use",
        "template_change",
        "template_retire",
        "front_field_move",
        "heading_move",
        "template_section_move",
    ),
    *("sign_off_move", "written_progress", "written_files", "written_one_page", "save_draft", "writing_move"),
}


def test_menu_marks_reports_on_every_page_of_a_report():
    [(name, others)] = [(name, others) for label, name, others in MENU if str(label) == "Reports"]

    assert {each.partition(":")[2] for each in {name, *others}} == {
        str(each.name) for each in urlpatterns
    } - NOT_IN_THE_MENU

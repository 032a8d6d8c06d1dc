from django.urls import path

from reports.views import issued, templates

app_name = "reports"

urlpatterns = [
    path("reports/", issued.report_list, name="report_list"),
    path("periods/<int:period_pk>/reports/new/", issued.report_request, name="report_request"),
    path("reports/<int:report_pk>/", issued.report_detail, name="report_detail"),
    path("reports/<int:report_pk>/progress/", issued.report_progress, name="report_progress"),
    path("reports/<int:report_pk>/again/", issued.report_again, name="report_again"),
    path("reports/<int:report_pk>/report.pdf", issued.report_file, name="report_file"),
    path("reports/<int:report_pk>/report.html", issued.report_page, name="report_page"),
    path("reports/<int:report_pk>/report.docx", issued.report_word, name="report_word"),
    path("reports/<int:report_pk>/<slug:part>.csv", issued.report_table, name="report_table"),
    path("reports/templates/", templates.template_list, name="template_list"),
    path("reports/templates/new/", templates.template_new, name="template_new"),
    path("reports/templates/<int:template_pk>/", templates.template_detail, name="template_detail"),
    path("reports/templates/<int:template_pk>/preview/", templates.template_preview, name="template_preview"),
    path("reports/templates/<int:template_pk>/edit/", templates.template_edit, name="template_edit"),
    path("reports/templates/<int:template_pk>/use/", templates.template_use, name="template_use"),
    path("reports/templates/<int:template_pk>/change/", templates.template_change, name="template_change"),
    path("reports/templates/<int:template_pk>/retire/", templates.template_retire, name="template_retire"),
    path("reports/templates/<int:template_pk>/remove/", templates.template_remove, name="template_remove"),
    path("reports/templates/<int:template_pk>/front-sheet/new/", templates.front_field_new, name="front_field_new"),
    path(
        "reports/templates/<int:template_pk>/front-sheet/<int:field_pk>/",
        templates.front_field_edit,
        name="front_field_edit",
    ),
    path(
        "reports/templates/<int:template_pk>/front-sheet/<int:field_pk>/move/",
        templates.front_field_move,
        name="front_field_move",
    ),
    path("reports/templates/<int:template_pk>/implications/new/", templates.heading_new, name="heading_new"),
    path(
        "reports/templates/<int:template_pk>/implications/<int:heading_pk>/",
        templates.heading_edit,
        name="heading_edit",
    ),
    path(
        "reports/templates/<int:template_pk>/implications/<int:heading_pk>/move/",
        templates.heading_move,
        name="heading_move",
    ),
    path("reports/templates/<int:template_pk>/sections/new/", templates.section_new, name="template_section_new"),
    path(
        "reports/templates/<int:template_pk>/sections/<int:template_section_pk>/",
        templates.section_edit,
        name="template_section_edit",
    ),
    path(
        "reports/templates/<int:template_pk>/sections/<int:template_section_pk>/move/",
        templates.section_move,
        name="template_section_move",
    ),
    path("reports/templates/<int:template_pk>/sign-offs/new/", templates.sign_off_new, name="sign_off_new"),
    path(
        "reports/templates/<int:template_pk>/sign-offs/<int:sign_off_pk>/",
        templates.sign_off_edit,
        name="sign_off_edit",
    ),
    path(
        "reports/templates/<int:template_pk>/sign-offs/<int:sign_off_pk>/move/",
        templates.sign_off_move,
        name="sign_off_move",
    ),
    path("reports/templates/<int:template_pk>/timetable/new/", templates.step_new, name="step_new"),
    path("reports/templates/<int:template_pk>/timetable/<int:step_pk>/", templates.step_edit, name="step_edit"),
]

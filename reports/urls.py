from django.urls import path

from reports.views import issued

app_name = "reports"

urlpatterns = [
    path("reports/", issued.report_list, name="report_list"),
    path("periods/<int:period_pk>/reports/new/", issued.report_request, name="report_request"),
    path("reports/<int:report_pk>/", issued.report_detail, name="report_detail"),
    path("reports/<int:report_pk>/progress/", issued.report_progress, name="report_progress"),
    path("reports/<int:report_pk>/again/", issued.report_again, name="report_again"),
    path("reports/<int:report_pk>/report.pdf", issued.report_file, name="report_file"),
    path("reports/<int:report_pk>/report.docx", issued.report_word, name="report_word"),
    path("reports/<int:report_pk>/<slug:part>.csv", issued.report_table, name="report_table"),
]

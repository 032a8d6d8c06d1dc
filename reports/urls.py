from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("periods/<int:period_pk>/reports/new/", views.report_request, name="report_request"),
    path("reports/<int:report_pk>/", views.report_detail, name="report_detail"),
    path("reports/<int:report_pk>/progress/", views.report_progress, name="report_progress"),
    path("reports/<int:report_pk>/again/", views.report_again, name="report_again"),
    path("reports/<int:report_pk>/report.pdf", views.report_file, name="report_file"),
    path("reports/<int:report_pk>/report.docx", views.report_word, name="report_word"),
    path("reports/<int:report_pk>/<slug:part>.csv", views.report_table, name="report_table"),
]

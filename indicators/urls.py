from django.urls import path

from indicators.views import measures

app_name = "indicators"

urlpatterns = [
    # What is measured
    path("plans/<slug:slug>/measures/", measures.measure_list, name="measure_list"),
]

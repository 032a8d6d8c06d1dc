from django.urls import path

from priorities import views

app_name = "priorities"

urlpatterns = [
    path("plans/", views.plan_list, name="plan_list"),
    path("plans/<slug:slug>/", views.plan_detail, name="plan_detail"),
]

from django.urls import path

from indicators.views import figures, files, groups, measures, rules, settings, structure, targets

app_name = "indicators"

urlpatterns = [
    # What is measured
    path("plans/<slug:slug>/measures/", measures.measure_list, name="measure_list"),
    path("plans/<slug:slug>/measures/new/", measures.measure_new, name="measure_new"),
    path("plans/<slug:slug>/measures/settings/", settings.measure_settings, name="measure_settings"),
    path("measures/<int:indicator_pk>/", measures.measure, name="measure"),
    path("measures/<int:indicator_pk>/edit/", measures.measure_edit, name="measure_edit"),
    path("measures/<int:indicator_pk>/words/", measures.measure_words, name="measure_words"),
    path("measures/<int:indicator_pk>/timing/", measures.measure_timing, name="measure_timing"),
    path("measures/<int:indicator_pk>/small-numbers/", measures.measure_disclosure, name="measure_disclosure"),
    path("measures/<int:indicator_pk>/baseline/", measures.measure_baseline, name="measure_baseline"),
    path("measures/<int:indicator_pk>/breakdowns/new/", structure.dimension_new, name="dimension_new"),
    path("measures/<int:indicator_pk>/breakdowns/<int:dimension_pk>/", structure.dimension_edit, name="dimension_edit"),
    path("measures/<int:indicator_pk>/breaks/new/", structure.break_new, name="break_new"),
    path("measures/<int:indicator_pk>/breaks/<int:break_pk>/", structure.break_edit, name="break_edit"),
    # What it aims for, and what others have
    path("measures/<int:indicator_pk>/targets/", targets.target_list, name="target_list"),
    path("measures/<int:indicator_pk>/targets/new/", targets.target_new, name="target_new"),
    path("measures/<int:indicator_pk>/targets/<int:target_pk>/", targets.target_edit, name="target_edit"),
    path("measures/<int:indicator_pk>/comparisons/", targets.comparator_list, name="comparator_list"),
    path("measures/<int:indicator_pk>/comparisons/new/", targets.comparator_new, name="comparator_new"),
    path(
        "measures/<int:indicator_pk>/comparisons/<int:comparator_pk>/", targets.comparator_edit, name="comparator_edit"
    ),
    path("comparator-groups/", groups.group_list, name="group_list"),
    path("comparator-groups/new/", groups.group_new, name="group_new"),
    path("comparator-groups/<int:group_pk>/", groups.group, name="group"),
    path("comparator-groups/<int:group_pk>/edit/", groups.group_edit, name="group_edit"),
    path("comparator-groups/<int:group_pk>/areas/new/", groups.member_new, name="member_new"),
    path("comparator-groups/<int:group_pk>/areas/<int:member_pk>/", groups.member_edit, name="member_edit"),
    # How it is rated
    path("plans/<slug:slug>/measures/rules/", rules.plan_rules, name="plan_rules"),
    path("plans/<slug:slug>/measures/rules/new/", rules.plan_rule_new, name="plan_rule_new"),
    path("plans/<slug:slug>/measures/rules/<int:rule_pk>/", rules.rule_edit, name="rule_edit"),
    path("measures/<int:indicator_pk>/rules/new/", rules.measure_rule_new, name="measure_rule_new"),
    # Its figures
    path("plans/<slug:slug>/figures/", figures.figures, name="figures"),
    # Files of figures
    path("plans/<slug:slug>/figures/files/", files.file_list, name="file_list"),
    path("plans/<slug:slug>/figures/files/template/", files.file_template, name="file_template"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/", files.file_detail, name="file_detail"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/columns/", files.file_columns, name="file_columns"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/meanings/", files.file_meanings, name="file_meanings"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/put-away/", files.file_put_away, name="file_put_away"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/original/", files.file_original, name="file_original"),
    path("plans/<slug:slug>/figures/files/<int:import_pk>/left-over/", files.file_leftover, name="file_leftover"),
]

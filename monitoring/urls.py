from django.urls import path

from monitoring.views import (
    board,
    commentary,
    contributions,
    dashboards,
    dates,
    errata,
    let_through,
    many,
    measures,
    meetings,
    movement,
    my_actions,
    news,
    open_data,
    paper,
    periods,
    posts,
    prompts,
    questions,
    redaction,
    refresh,
    reminders,
    reviews,
    settings,
    small_numbers,
    stories,
    summaries,
    updates,
)

app_name = "monitoring"

urlpatterns = [
    # What an officer reports
    path("my-actions/", my_actions.my_actions, name="my_actions"),
    path("actions/<int:action_pk>/update/", updates.update_action, name="update_action"),
    path("actions/<int:action_pk>/unchanged/", updates.unchanged, name="unchanged"),
    path("actions/<int:action_pk>/draft/", updates.save_draft, name="save_draft"),
    path("actions/<int:action_pk>/updates/", updates.action_updates, name="action_updates"),
    path("plans/<slug:slug>/update-many/", many.update_many, name="update_many"),
    path("plans/<slug:slug>/confirm-many/", many.confirm_many, name="confirm_many"),
    # Later dates
    path("later-dates/", dates.date_requests, name="date_requests"),
    path("later-dates/<int:request_pk>/", dates.date_request, name="date_request"),
    path("later-dates/<int:request_pk>/withdraw/", dates.date_request_withdraw, name="date_request_withdraw"),
    path("actions/<int:action_pk>/later-date/", dates.date_ask, name="date_ask"),
    # Posts and people
    path("posts/", posts.post_list, name="post_list"),
    path("posts/<int:post_pk>/", posts.post_detail, name="post"),
    path("posts/<int:post_pk>/hand-over/", posts.post_hand_over, name="post_hand_over"),
    path("posts/<int:post_pk>/cover/", posts.post_cover, name="post_cover"),
    path("posts/<int:post_pk>/deputy/", posts.post_deputy, name="post_deputy"),
    path("cover/<int:cover_pk>/end/", posts.cover_end, name="cover_end"),
    path("invitations/new/", posts.invitation_new, name="invitation_new"),
    path("people/<int:user_pk>/invite/", posts.invitation_again, name="invitation_again"),
    # A plan that takes over
    path("plans/<slug:slug>/next/", refresh.refresh_begin, name="refresh_begin"),
    path("plans/<slug:slug>/takes-over/", refresh.refresh, name="refresh"),
    path("plans/<slug:slug>/takes-over/approve/", refresh.refresh_approve, name="refresh_approve"),
    path("plans/<slug:slug>/takes-over/<slug:level>/<int:part_pk>/", refresh.refresh_part, name="refresh_part"),
    # Periods
    path("plans/<slug:slug>/periods/", periods.period_list, name="period_list"),
    path("plans/<slug:slug>/periods/new/", periods.period_new, name="period_new"),
    path("periods/<int:period_pk>/", periods.period_detail, name="period_detail"),
    path("periods/<int:period_pk>/board/", board.period_board, name="board"),
    path("periods/<int:period_pk>/board/list/", board.period_board_list, name="board_list"),
    path("periods/<int:period_pk>/edit/", periods.period_edit, name="period_edit"),
    path("plans/<slug:slug>/periods/paper/", paper.period_paper, name="period_paper"),
    path("periods/<int:period_pk>/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path(
        "periods/<int:period_pk>/meetings/<int:meeting_pk>/",
        meetings.meeting_edit,
        name="meeting_edit",
    ),
    path("plans/<slug:slug>/settings/", settings.plan_settings, name="plan_settings"),
    path("plans/<slug:slug>/reminders/", reminders.reminders, name="reminders"),
    path("periods/<int:period_pk>/remind/", reminders.remind, name="remind"),
    path("periods/<int:period_pk>/open/", periods.period_open, name="period_open"),
    path("periods/<int:period_pk>/close/", periods.period_close, name="period_close"),
    path("periods/<int:period_pk>/back/", periods.period_back, name="period_back"),
    path("periods/<int:period_pk>/freeze/", periods.period_freeze, name="period_freeze"),
    path("periods/<int:period_pk>/publish/", periods.period_publish, name="period_publish"),
    # What is kept back of it
    path("periods/<int:period_pk>/small-numbers/", small_numbers.small_numbers, name="small_numbers"),
    path("periods/<int:period_pk>/small-numbers/more/", small_numbers.small_numbers_hide, name="small_numbers_hide"),
    # What the record says
    path("plans/<slug:slug>/dashboard/", dashboards.latest_dashboard, name="latest_dashboard"),
    path("plans/<slug:slug>/movement/", movement.movement, name="movement"),
    path("periods/<int:period_pk>/dashboard/", dashboards.dashboard, name="dashboard"),
    path("periods/<int:period_pk>/priorities/<int:priority_pk>/", stories.priority_story, name="priority_story"),
    path("periods/<int:period_pk>/actions/<int:action_pk>/", stories.action_story, name="action_story"),
    path("measures/<int:indicator_pk>/results/", measures.measure_latest, name="measure_latest"),
    path("periods/<int:period_pk>/measures.csv", measures.period_figures, name="period_figures"),
    path("periods/<int:period_pk>/measures/<int:indicator_pk>/", measures.measure_story, name="measure_story"),
    path(
        "periods/<int:period_pk>/measures/<int:indicator_pk>/figures.csv",
        measures.measure_figures,
        name="measure_figures",
    ),
    # What everybody may read
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/<slug:slug>/<int:ordinal>/measures.csv", open_data.open_measures_csv, name="open_measures_csv"),
    path("open-data/<slug:slug>/<int:ordinal>/measures.json", open_data.open_measures_json, name="open_measures_json"),
    path("open-data/<slug:slug>/<int:ordinal>/actions.csv", open_data.open_actions_csv, name="open_actions_csv"),
    # Correcting what a record says
    path("periods/<int:period_pk>/corrections/", errata.corrections, name="corrections"),
    path("periods/<int:period_pk>/corrections/what/", errata.correct_choose, name="correct_choose"),
    path("periods/<int:period_pk>/corrections/one/", errata.correct, name="correct"),
    # What happened since
    path("periods/<int:period_pk>/news/", news.news, name="news"),
    path("news/<int:news_pk>/back/", news.news_back, name="news_back"),
    # What may point at a child, and removing personal information
    path("plans/<slug:slug>/let-through/", let_through.let_through, name="let_through"),
    path("plans/<slug:slug>/redactions/", redaction.redactions, name="redactions"),
    path("redactions/<int:redaction_pk>/", redaction.redaction, name="redaction"),
    # What the lead of a priority says
    path(
        "periods/<int:period_pk>/priorities/<int:priority_pk>/summary/",
        summaries.priority_summary,
        name="priority_summary",
    ),
    path(
        "periods/<int:period_pk>/priorities/<int:priority_pk>/summary/back/",
        summaries.priority_summary_back,
        name="priority_summary_back",
    ),
    # What the owner of a measure says
    path("periods/<int:period_pk>/measures/<int:indicator_pk>/commentary/", commentary.commentary, name="commentary"),
    # What is asked about an update, and what other organisations add
    path(
        "actions/<int:action_pk>/contributions/<int:organisation_pk>/",
        contributions.contribution,
        name="contribution",
    ),
    path("questions/<int:question_pk>/", questions.question_answer, name="question_answer"),
    # Reviews
    path("plans/<slug:slug>/prompts/", prompts.prompt_list, name="prompts"),
    path("periods/<int:period_pk>/updates/", reviews.period_updates, name="period_updates"),
    path("periods/<int:period_pk>/drafts/", reviews.kept_drafts, name="kept_drafts"),
    path("updates/<int:update_pk>/", reviews.update_review, name="update_review"),
    path("actions/<int:action_pk>/reopen/", reviews.action_reopen, name="action_reopen"),
]

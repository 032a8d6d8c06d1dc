"""Who may do what: address × method × role × whose it is.

Rule 10 of the design decides: without a sign-in 302 to it, what one may not know of 404, what one may know
of but not do 403. An address that is not declared here fails the suite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.world import ROLES, World

# Columns: what is asked, of what (see world.py; a dash where the address takes nothing), and the answer to
#                                                        anonymous
#                                                        |   deactivated
#                                                        |   |   officer
#                                                        |   |   |   lead
#                                                        |   |   |   |   coordinator
#                                                        |   |   |   |   |   board member
#                                                        |   |   |   |   |   |   scrutiny member
#                                                        |   |   |   |   |   |   |   clerk
#                                                        |   |   |   |   |   |   |   |   analyst
TABLE = """
    healthz                         GET   -                 200 200 200 200 200 200 200 200 200
    healthz                         POST  -                 405 405 405 405 405 405 405 405 405
    readyz                          GET   -                 503 503 503 503 503 503 503 503 503
    readyz                          POST  -                 405 405 405 405 405 405 405 405 405
    help                            GET   -                 200 200 200 200 200 200 200 200 200
    help                            POST  -                 405 405 405 405 405 405 405 405 405
    accessibility                   GET   -                 200 200 200 200 200 200 200 200 200
    accessibility                   POST  -                 405 405 405 405 405 405 405 405 405
    privacy                         GET   -                 200 200 200 200 200 200 200 200 200
    privacy                         POST  -                 405 405 405 405 405 405 405 405 405
    gallery                         GET   -                 404 404 404 404 404 404 404 404 404
    gallery                         POST  -                 404 404 404 404 404 404 404 404 404
    account                         GET   -                 302 302 200 200 200 200 200 200 200
    account                         POST  -                 302 302 405 405 405 405 405 405 405
    home                            GET   -                 302 302 302 302 302 302 302 302 302
    home                            POST  -                 302 302 405 405 405 405 405 405 405
    to_dashboard                    GET   -                 302 302 302 302 302 302 302 302 302
    to_dashboard                    POST  -                 302 302 405 405 405 405 405 405 405
    to_periods                      GET   -                 302 302 302 302 302 302 302 302 302
    to_periods                      POST  -                 302 302 405 405 405 405 405 405 405

    priorities:plan_list            GET   -                 302 302 200 200 200 200 200 200 200
    priorities:plan_list            POST  -                 302 302 405 405 405 405 405 405 405
    priorities:plan_detail          GET   own               302 302 200 200 200 200 200 200 200
    priorities:plan_detail          GET   elsewhere         302 302 200 200 200 200 200 200 200
    priorities:plan_detail          GET   hidden            302 302 404 404 404 404 404 404 404
    priorities:plan_detail          POST  own               302 302 405 405 405 405 405 405 405

    indicators:measure_list         GET   own               302 302 200 200 200 200 200 200 200
    indicators:measure_list         GET   elsewhere         302 302 200 200 200 200 200 200 200
    indicators:measure_list         GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_list         POST  own               302 302 405 405 405 405 405 405 405
    indicators:measure              GET   own               302 302 200 200 200 200 200 200 200
    indicators:measure              GET   elsewhere         302 302 200 200 200 200 200 200 200
    indicators:measure              GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure              POST  own               302 302 405 405 405 405 405 405 405
    indicators:measure_new          GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_new          GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_new          GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_new          POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_new          POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_new          POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_settings     GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_settings     GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_settings     GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_settings     POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_settings     POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_settings     POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_edit         GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_edit         GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_edit         GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_edit         POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_edit         POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_edit         POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_words        GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_words        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_words        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_words        POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_words        POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_words        POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_timing       GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_timing       GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_timing       GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_timing       POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_timing       POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_timing       POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_disclosure   GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_disclosure   GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_disclosure   GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_disclosure   POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_disclosure   POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_disclosure   POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_baseline     GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_baseline     GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_baseline     GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_baseline     POST  own               302 302 403 403 302 403 403 403 302
    indicators:measure_baseline     POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_baseline     POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:dimension_new        GET   own               302 302 403 403 200 403 403 403 200
    indicators:dimension_new        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:dimension_new        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:dimension_new        POST  own               302 302 403 403 200 403 403 403 200
    indicators:dimension_new        POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:dimension_new        POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:dimension_edit       GET   own               302 302 403 403 200 403 403 403 200
    indicators:dimension_edit       GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:dimension_edit       GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:dimension_edit       POST  own               302 302 403 403 200 403 403 403 200
    indicators:dimension_edit       POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:dimension_edit       POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:break_new            GET   own               302 302 403 403 200 403 403 403 200
    indicators:break_new            GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:break_new            GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:break_new            POST  own               302 302 403 403 200 403 403 403 200
    indicators:break_new            POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:break_new            POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:break_edit           GET   own               302 302 403 403 200 403 403 403 200
    indicators:break_edit           GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:break_edit           GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:break_edit           POST  own               302 302 403 403 200 403 403 403 200
    indicators:break_edit           POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:break_edit           POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:target_new           GET   own               302 302 403 403 200 403 403 403 200
    indicators:target_new           GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:target_new           GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:target_new           POST  own               302 302 403 403 200 403 403 403 200
    indicators:target_new           POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:target_new           POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:target_edit          GET   own               302 302 403 403 200 403 403 403 200
    indicators:target_edit          GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:target_edit          GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:target_edit          POST  own               302 302 403 403 200 403 403 403 200
    indicators:target_edit          POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:target_edit          POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:comparator_new       GET   own               302 302 403 403 200 403 403 403 200
    indicators:comparator_new       GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:comparator_new       GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:comparator_new       POST  own               302 302 403 403 200 403 403 403 200
    indicators:comparator_new       POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:comparator_new       POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:comparator_edit      GET   own               302 302 403 403 200 403 403 403 200
    indicators:comparator_edit      GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:comparator_edit      GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:comparator_edit      POST  own               302 302 403 403 200 403 403 403 200
    indicators:comparator_edit      POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:comparator_edit      POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:plan_rule_new        GET   own               302 302 403 403 200 403 403 403 200
    indicators:plan_rule_new        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:plan_rule_new        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:plan_rule_new        POST  own               302 302 403 403 200 403 403 403 200
    indicators:plan_rule_new        POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:plan_rule_new        POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:rule_edit            GET   own               302 302 403 403 200 403 403 403 200
    indicators:rule_edit            GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:rule_edit            GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:rule_edit            POST  own               302 302 403 403 200 403 403 403 200
    indicators:rule_edit            POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:rule_edit            POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_rule_new     GET   own               302 302 403 403 200 403 403 403 200
    indicators:measure_rule_new     GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_rule_new     GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:measure_rule_new     POST  own               302 302 403 403 200 403 403 403 200
    indicators:measure_rule_new     POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:measure_rule_new     POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:target_list          GET   own               302 302 403 403 200 403 403 403 200
    indicators:target_list          GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:target_list          GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:target_list          POST  own               302 302 405 405 405 405 405 405 405
    indicators:comparator_list      GET   own               302 302 403 403 200 403 403 403 200
    indicators:comparator_list      GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:comparator_list      GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:comparator_list      POST  own               302 302 405 405 405 405 405 405 405
    indicators:plan_rules           GET   own               302 302 403 403 200 403 403 403 200
    indicators:plan_rules           GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:plan_rules           GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:plan_rules           POST  own               302 302 405 405 405 405 405 405 405
    indicators:group_list           GET   -                 302 302 403 403 200 403 403 403 200
    indicators:group_list           POST  -                 302 302 405 405 405 405 405 405 405
    indicators:group_new            GET   -                 302 302 403 403 200 403 403 403 200
    indicators:group_new            POST  -                 302 302 403 403 200 403 403 403 200
    indicators:group                GET   own               302 302 403 403 200 403 403 403 200
    indicators:group                GET   elsewhere         302 302 403 403 200 403 403 403 200
    indicators:group                GET   hidden            302 302 403 403 200 403 403 403 200
    indicators:group                POST  own               302 302 405 405 405 405 405 405 405
    indicators:group_edit           GET   own               302 302 403 403 200 403 403 403 200
    indicators:group_edit           POST  own               302 302 403 403 200 403 403 403 200
    indicators:group_edit           GET   elsewhere         302 302 403 403 200 403 403 403 200
    indicators:group_edit           POST  elsewhere         302 302 403 403 200 403 403 403 200
    indicators:group_edit           GET   hidden            302 302 403 403 200 403 403 403 200
    indicators:group_edit           POST  hidden            302 302 403 403 200 403 403 403 200
    indicators:member_new           GET   own               302 302 403 403 200 403 403 403 200
    indicators:member_new           POST  own               302 302 403 403 200 403 403 403 200
    indicators:member_new           GET   elsewhere         302 302 403 403 200 403 403 403 200
    indicators:member_new           POST  elsewhere         302 302 403 403 200 403 403 403 200
    indicators:member_new           GET   hidden            302 302 403 403 200 403 403 403 200
    indicators:member_new           POST  hidden            302 302 403 403 200 403 403 403 200
    indicators:member_edit          GET   own               302 302 403 403 200 403 403 403 200
    indicators:member_edit          POST  own               302 302 403 403 200 403 403 403 200
    indicators:member_edit          GET   elsewhere         302 302 403 403 200 403 403 403 200
    indicators:member_edit          POST  elsewhere         302 302 403 403 200 403 403 403 200
    indicators:member_edit          GET   hidden            302 302 403 403 200 403 403 403 200
    indicators:member_edit          POST  hidden            302 302 403 403 200 403 403 403 200
    indicators:figures              GET   own               302 302 200 403 200 403 403 403 200
    indicators:figures              GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:figures              GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:figures              POST  own               302 302 302 403 302 403 403 403 302
    indicators:figures              POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:figures              POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:file_list            GET   own               302 302 200 403 200 403 403 403 200
    indicators:file_list            GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_list            GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_list            POST  own               302 302 200 403 200 403 403 403 200
    indicators:file_list            POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_list            POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:file_detail          GET   own               302 302 404 403 200 403 403 403 200
    indicators:file_detail          GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_detail          GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_detail          POST  own               302 302 404 403 200 403 403 403 200
    indicators:file_detail          POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_detail          POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:file_detail          GET   frozen            302 302 404 403 200 403 403 403 200
    indicators:file_columns         GET   own               302 302 404 403 200 403 403 403 200
    indicators:file_columns         GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_columns         GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_columns         POST  own               302 302 404 403 200 403 403 403 200
    indicators:file_columns         POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_columns         POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:file_meanings        GET   own               302 302 404 403 200 403 403 403 200
    indicators:file_meanings        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_meanings        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_meanings        POST  own               302 302 404 403 302 403 403 403 302
    indicators:file_meanings        POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_meanings        POST  hidden            302 302 404 404 404 404 404 404 404
    indicators:file_template        GET   own               302 302 200 403 200 403 403 403 200
    indicators:file_template        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_template        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_template        POST  own               302 302 405 405 405 405 405 405 405
    indicators:file_original        GET   own               302 302 404 403 200 403 403 403 200
    indicators:file_original        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_original        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_original        POST  own               302 302 405 405 405 405 405 405 405
    indicators:file_leftover        GET   frozen            302 302 404 403 200 403 403 403 200
    indicators:file_leftover        GET   elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_leftover        GET   hidden            302 302 404 404 404 404 404 404 404
    indicators:file_leftover        POST  frozen            302 302 405 405 405 405 405 405 405
    indicators:file_leftover        GET   own               302 302 404 403 404 403 403 403 404
    indicators:file_put_away        GET   own               302 302 405 405 405 405 405 405 405
    indicators:file_put_away        POST  own               302 302 404 403 302 403 403 403 302
    indicators:file_put_away        POST  elsewhere         302 302 403 403 403 403 403 403 403
    indicators:file_put_away        POST  hidden            302 302 404 404 404 404 404 404 404

    monitoring:my_actions           GET   -                 302 302 200 200 200 200 200 200 200
    monitoring:my_actions           POST  -                 302 302 405 405 405 405 405 405 405
    monitoring:update_action        GET   own               302 302 200 403 200 403 403 403 403
    monitoring:update_action        GET   other             302 302 403 403 200 403 403 403 403
    monitoring:update_action        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:update_action        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:update_action        POST  own               302 302 200 403 200 403 403 403 403
    monitoring:update_action        POST  other             302 302 403 403 200 403 403 403 403
    monitoring:update_action        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:update_action        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:unchanged            GET   own               302 302 302 302 302 302 302 302 302
    monitoring:unchanged            GET   elsewhere         302 302 302 302 302 302 302 302 302
    monitoring:unchanged            POST  own               302 302 302 403 302 403 403 403 403
    monitoring:unchanged            POST  other             302 302 403 403 302 403 403 403 403
    monitoring:unchanged            POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:unchanged            POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:save_draft           GET   own               405 405 405 405 405 405 405 405 405
    monitoring:save_draft           POST  own               401 401 200 403 200 403 403 403 403
    monitoring:save_draft           POST  other             401 401 403 403 200 403 403 403 403
    monitoring:save_draft           POST  elsewhere         401 401 403 403 403 403 403 403 403
    monitoring:save_draft           POST  hidden            401 401 404 404 404 404 404 404 404
    monitoring:update_many          GET   own               302 302 200 403 200 403 403 403 403
    monitoring:update_many          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:update_many          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:update_many          POST  own               302 302 302 403 302 403 403 403 403
    monitoring:update_many          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:update_many          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:confirm_many         GET   own               302 302 200 403 200 403 403 403 403
    monitoring:confirm_many         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:confirm_many         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:confirm_many         POST  own               302 302 200 403 200 403 403 403 403
    monitoring:confirm_many         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:confirm_many         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:action_updates       GET   own               302 302 200 200 200 200 200 200 200
    monitoring:action_updates       GET   other             302 302 200 200 200 200 200 200 200
    monitoring:action_updates       GET   elsewhere         302 302 200 200 200 200 200 200 200
    monitoring:action_updates       GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:action_updates       POST  own               302 302 405 405 405 405 405 405 405

    monitoring:date_requests        GET   -                 302 302 200 200 200 200 200 200 200
    monitoring:date_requests        POST  -                 302 302 405 405 405 405 405 405 405
    monitoring:date_request         GET   own               302 302 200 200 200 403 403 403 403
    monitoring:date_request         GET   other             302 302 403 403 200 403 403 403 403
    monitoring:date_request         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:date_request         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:date_request         POST  own               302 302 403 200 200 403 403 403 403
    monitoring:date_request         POST  other             302 302 403 403 200 403 403 403 403
    monitoring:date_request         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:date_request         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:date_request_withdraw GET  own               302 302 405 405 405 405 405 405 405
    monitoring:date_request_withdraw POST own               302 302 302 403 302 403 403 403 403
    monitoring:date_request_withdraw POST elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:date_request_withdraw POST hidden            302 302 404 404 404 404 404 404 404
    monitoring:date_ask             GET   own               302 302 302 403 302 403 403 403 403
    monitoring:date_ask             GET   other             302 302 403 403 302 403 403 403 403
    monitoring:date_ask             GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:date_ask             GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:date_ask             POST  own               302 302 200 403 200 403 403 403 403
    monitoring:date_ask             POST  other             302 302 403 403 200 403 403 403 403
    monitoring:date_ask             POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:date_ask             POST  hidden            302 302 404 404 404 404 404 404 404

    monitoring:post_list            GET   -                 302 302 200 200 200 200 200 200 200
    monitoring:post_list            POST  -                 302 302 405 405 405 405 405 405 405
    monitoring:post                 GET   own               302 302 200 403 200 403 403 403 403
    monitoring:post                 GET   other             302 302 403 403 200 403 403 403 403
    monitoring:post                 GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post                 GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:post                 POST  own               302 302 405 405 405 405 405 405 405
    monitoring:post_hand_over       GET   own               302 302 403 403 200 403 403 403 403
    monitoring:post_hand_over       GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_hand_over       GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:post_hand_over       POST  own               302 302 403 403 200 403 403 403 403
    monitoring:post_hand_over       POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_hand_over       POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:post_cover           GET   own               302 302 200 403 200 403 403 403 403
    monitoring:post_cover           GET   other             302 302 403 403 200 403 403 403 403
    monitoring:post_cover           GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_cover           GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:post_cover           POST  own               302 302 200 403 200 403 403 403 403
    monitoring:post_cover           POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_cover           POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:post_deputy          GET   own               302 302 403 403 200 403 403 403 403
    monitoring:post_deputy          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_deputy          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:post_deputy          POST  own               302 302 403 403 302 403 403 403 403
    monitoring:post_deputy          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:post_deputy          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:cover_end            GET   own               302 302 405 405 405 405 405 405 405
    monitoring:cover_end            POST  own               302 302 302 403 302 403 403 403 403
    monitoring:cover_end            POST  other             302 302 403 403 302 403 403 403 403
    monitoring:cover_end            POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:cover_end            POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:invitation_new       GET   -                 302 302 403 403 200 403 403 403 403
    monitoring:invitation_new       POST  -                 302 302 403 403 200 403 403 403 403
    monitoring:invitation_again     GET   own               302 302 405 405 405 405 405 405 405
    monitoring:invitation_again     POST  own               302 302 403 403 302 403 403 403 403
    monitoring:invitation_again     POST  other             302 302 403 403 302 403 403 403 403
    monitoring:invitation_again     POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:invitation_again     POST  hidden            302 302 404 404 404 404 404 404 404

    monitoring:refresh_begin        GET   own               302 302 403 403 302 403 403 403 403
    monitoring:refresh_begin        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_begin        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh_begin        POST  own               302 302 403 403 200 403 403 403 403
    monitoring:refresh_begin        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_begin        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh              GET   refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh              GET   own               302 302 403 403 404 403 403 403 403
    monitoring:refresh              GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh              GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh              POST  refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh              POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh              POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh_part         GET   refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh_part         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_part         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh_part         POST  refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh_part         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_part         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh_approve      GET   refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh_approve      GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_approve      GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:refresh_approve      POST  refresh           302 302 404 404 200 404 404 404 404
    monitoring:refresh_approve      POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:refresh_approve      POST  hidden            302 302 404 404 404 404 404 404 404

    monitoring:latest_dashboard     GET   own               302 302 302 302 302 302 302 302 302
    monitoring:latest_dashboard     GET   elsewhere         302 302 302 302 302 302 302 302 302
    monitoring:latest_dashboard     GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:latest_dashboard     POST  own               302 302 405 405 405 405 405 405 405
    monitoring:news                 GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:news                 GET   own               302 302 404 404 404 404 404 404 404
    monitoring:news                 GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:news                 GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:news                 POST  frozen            302 302 200 200 200 403 403 403 403
    monitoring:news                 POST  own               302 302 404 404 404 404 404 404 404
    monitoring:news                 POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:news                 POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:news_back            GET   frozen            302 302 200 403 200 403 403 403 403
    monitoring:news_back            GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:news_back            GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:news_back            POST  frozen            302 302 302 403 302 403 403 403 403
    monitoring:news_back            POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:news_back            POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:movement             GET   own               302 302 200 200 200 200 200 200 200
    monitoring:movement             GET   elsewhere         302 302 200 200 200 200 200 200 200
    monitoring:movement             GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:movement             POST  own               302 302 405 405 405 405 405 405 405
    monitoring:dashboard            GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:dashboard            GET   own               302 302 200 200 200 403 403 200 200
    monitoring:dashboard            GET   planned           302 302 404 404 404 404 404 404 404
    monitoring:dashboard            GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:dashboard            GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:dashboard            GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:dashboard            GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:dashboard            POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:priority_story       GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:priority_story       GET   own               302 302 200 200 200 403 403 200 404
    monitoring:priority_story       GET   other             302 302 404 404 200 403 403 200 404
    monitoring:priority_story       GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:priority_story       GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:priority_story       GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:priority_story       POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:action_story         GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:action_story         GET   own               302 302 200 200 200 403 403 200 404
    monitoring:action_story         GET   other             302 302 404 404 200 403 403 200 404
    monitoring:action_story         GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:action_story         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:action_story         GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:action_story         POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:measure_latest       GET   own               302 302 302 302 302 302 302 302 302
    monitoring:measure_latest       GET   elsewhere         302 302 302 302 302 302 302 302 302
    monitoring:measure_latest       GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:measure_latest       POST  own               302 302 405 405 405 405 405 405 405
    monitoring:measure_story        GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:measure_story        GET   own               302 302 200 200 200 403 403 200 200
    monitoring:measure_story        GET   other             302 302 200 200 200 403 403 200 200
    monitoring:measure_story        GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:measure_story        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:measure_story        GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:measure_story        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:measure_story        POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:measure_figures      GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:measure_figures      GET   own               302 302 200 200 200 403 403 200 200
    monitoring:measure_figures      GET   other             302 302 200 200 200 403 403 200 200
    monitoring:measure_figures      GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:measure_figures      GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:measure_figures      GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:measure_figures      GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:measure_figures      POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:period_figures       GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:period_figures       GET   own               302 302 200 200 200 403 403 200 200
    monitoring:period_figures       GET   other             302 302 200 200 200 403 403 200 200
    monitoring:period_figures       GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:period_figures       GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_figures       GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:period_figures       GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_figures       POST  frozen            302 302 405 405 405 405 405 405 405

    monitoring:open_data            GET   -                 200 200 200 200 200 200 200 200 200
    monitoring:open_data            POST  -                 405 405 405 405 405 405 405 405 405
    monitoring:open_measures_csv    GET   published         200 200 200 200 200 200 200 200 200
    monitoring:open_measures_csv    GET   frozen            404 404 404 404 404 404 404 404 404
    monitoring:open_measures_csv    GET   own               404 404 404 404 404 404 404 404 404
    monitoring:open_measures_csv    GET   elsewhere-frozen  404 404 404 404 404 404 404 404 404
    monitoring:open_measures_csv    GET   hidden-frozen     404 404 404 404 404 404 404 404 404
    monitoring:open_measures_csv    GET   hidden-published  404 404 404 404 404 404 404 404 404
    monitoring:open_measures_csv    POST  published         405 405 405 405 405 405 405 405 405
    monitoring:open_measures_json   GET   published         200 200 200 200 200 200 200 200 200
    monitoring:open_measures_json   GET   frozen            404 404 404 404 404 404 404 404 404
    monitoring:open_measures_json   GET   own               404 404 404 404 404 404 404 404 404
    monitoring:open_measures_json   GET   elsewhere-frozen  404 404 404 404 404 404 404 404 404
    monitoring:open_measures_json   GET   hidden-frozen     404 404 404 404 404 404 404 404 404
    monitoring:open_measures_json   GET   hidden-published  404 404 404 404 404 404 404 404 404
    monitoring:open_measures_json   POST  published         405 405 405 405 405 405 405 405 405
    monitoring:open_actions_csv     GET   published         200 200 200 200 200 200 200 200 200
    monitoring:open_actions_csv     GET   frozen            404 404 404 404 404 404 404 404 404
    monitoring:open_actions_csv     GET   own               404 404 404 404 404 404 404 404 404
    monitoring:open_actions_csv     GET   elsewhere-frozen  404 404 404 404 404 404 404 404 404
    monitoring:open_actions_csv     GET   hidden-frozen     404 404 404 404 404 404 404 404 404
    monitoring:open_actions_csv     GET   hidden-published  404 404 404 404 404 404 404 404 404
    monitoring:open_actions_csv     POST  published         405 405 405 405 405 405 405 405 405

    monitoring:period_list          GET   own               302 302 200 200 200 200 200 200 200
    monitoring:period_list          GET   elsewhere         302 302 200 200 200 200 200 200 200
    monitoring:period_list          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_list          POST  own               302 302 405 405 405 405 405 405 405
    monitoring:period_new           GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_new           GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_new           GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_new           POST  own               302 302 403 403 200 403 403 403 403
    monitoring:period_new           POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_new           POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_detail        GET   own               302 302 302 302 200 302 302 200 302
    monitoring:period_detail        GET   frozen            302 302 302 302 200 302 302 200 302
    monitoring:period_detail        GET   planned           302 302 302 302 200 302 302 200 302
    monitoring:period_detail        GET   elsewhere         302 302 302 302 302 302 302 302 302
    monitoring:period_detail        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_detail        POST  own               302 302 405 405 405 405 405 405 405
    monitoring:board                GET   own               302 302 403 403 200 403 403 200 403
    monitoring:board                GET   planned           302 302 403 403 302 403 403 302 403
    monitoring:board                GET   frozen            302 302 403 403 302 403 403 302 403
    monitoring:board                GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:board                GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:board                POST  own               302 302 405 405 405 405 405 405 405
    monitoring:board_list           GET   own               302 302 403 403 200 403 403 200 403
    monitoring:board_list           GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:board_list           GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:board_list           POST  own               302 302 405 405 405 405 405 405 405
    monitoring:period_edit          GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_edit          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_edit          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_edit          POST  own               302 302 403 403 200 403 403 403 403
    monitoring:period_edit          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_edit          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_paper         GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_paper         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_paper         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_paper         POST  own               302 302 403 403 200 403 403 403 403
    monitoring:period_paper         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_paper         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:plan_settings        GET   own               302 302 403 403 200 403 403 403 403
    monitoring:plan_settings        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:plan_settings        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:plan_settings        POST  own               302 302 403 403 200 403 403 403 403
    monitoring:plan_settings        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:plan_settings        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:meeting_new          GET   own               302 302 403 403 200 403 403 403 403
    monitoring:meeting_new          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:meeting_new          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:meeting_new          POST  own               302 302 403 403 200 403 403 403 403
    monitoring:meeting_new          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:meeting_new          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:meeting_edit         GET   own               302 302 403 403 200 403 403 403 403
    monitoring:meeting_edit         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:meeting_edit         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:meeting_edit         POST  own               302 302 403 403 200 403 403 403 403
    monitoring:meeting_edit         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:meeting_edit         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_open          GET   planned           302 302 403 403 200 403 403 403 403
    monitoring:period_open          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_open          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_open          POST  planned           302 302 403 403 200 403 403 403 403
    monitoring:period_open          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_open          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_close         GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_close         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_close         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_close         POST  own               302 302 403 403 302 403 403 403 403
    monitoring:period_close         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_close         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_back          GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_back          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_back          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_back          POST  own               302 302 403 403 200 403 403 403 403
    monitoring:period_back          POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_back          POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_freeze        GET   own               302 302 403 403 200 403 403 403 403
    monitoring:period_freeze        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_freeze        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_freeze        POST  own               302 302 403 403 200 403 403 403 403
    monitoring:period_freeze        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_freeze        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_publish       GET   frozen            302 302 403 403 200 403 403 403 403
    monitoring:period_publish       GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:period_publish       GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:period_publish       POST  frozen            302 302 403 403 302 403 403 403 403
    monitoring:period_publish       POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:period_publish       POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:small_numbers        GET   own               302 302 403 403 200 403 403 403 200
    monitoring:small_numbers        GET   frozen            302 302 403 403 200 403 403 403 200
    monitoring:small_numbers        GET   planned           302 302 403 403 302 403 403 403 302
    monitoring:small_numbers        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:small_numbers        GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:small_numbers        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:small_numbers        POST  own               302 302 403 403 403 403 403 403 200
    monitoring:small_numbers        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:small_numbers        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:small_numbers_hide   GET   own               302 302 403 403 200 403 403 403 200
    monitoring:small_numbers_hide   GET   frozen            302 302 403 403 200 403 403 403 200
    monitoring:small_numbers_hide   GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:small_numbers_hide   GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:small_numbers_hide   POST  own               302 302 403 403 200 403 403 403 200
    monitoring:small_numbers_hide   POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:small_numbers_hide   POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:corrections          GET   frozen            302 302 403 403 200 403 403 403 403
    monitoring:corrections          GET   own               302 302 403 403 302 403 403 403 403
    monitoring:corrections          GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:corrections          GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:corrections          POST  frozen            302 302 403 403 200 403 403 403 403
    monitoring:corrections          POST  own               302 302 403 403 302 403 403 403 403
    monitoring:corrections          POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:corrections          POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:correct_choose       GET   frozen            302 302 403 403 200 403 403 403 403
    monitoring:correct_choose       GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:correct_choose       GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:correct_choose       POST  frozen            302 302 405 405 405 405 405 405 405
    monitoring:correct              GET   frozen            302 302 403 403 302 403 403 403 403
    monitoring:correct              GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:correct              GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:correct              POST  frozen            302 302 403 403 302 403 403 403 403
    monitoring:correct              POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:correct              POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:let_through          GET   own               302 302 403 403 200 403 403 403 403
    monitoring:let_through          GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:let_through          GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:let_through          POST  own               302 302 405 405 405 405 405 405 405
    monitoring:redactions           GET   own               302 302 403 403 200 403 403 200 403
    monitoring:redactions           GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:redactions           GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:redactions           POST  own               302 302 403 403 200 403 403 403 403
    monitoring:redactions           POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:redactions           POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:redaction            GET   own               302 302 403 403 200 403 403 200 403
    monitoring:redaction            GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:redaction            GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:redaction            POST  own               302 302 403 403 200 403 403 200 403
    monitoring:redaction            POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:redaction            POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_updates       GET   own               302 302 403 200 200 403 403 200 403
    monitoring:period_updates       GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_updates       GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:period_updates       POST  own               302 302 403 200 200 403 403 403 403
    monitoring:period_updates       POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:period_updates       POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:reminders            GET   own               302 302 403 403 200 403 403 403 403
    monitoring:reminders            GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:reminders            GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:reminders            POST  own               302 302 403 403 302 403 403 403 403
    monitoring:reminders            POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:reminders            POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:remind               GET   own               302 302 405 405 405 405 405 405 405
    monitoring:remind               POST  own               302 302 403 403 302 403 403 403 403
    monitoring:remind               POST  planned           302 302 403 403 302 403 403 403 403
    monitoring:remind               POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:remind               POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:prompts              GET   own               302 302 200 200 200 200 200 200 200
    monitoring:prompts              GET   elsewhere         302 302 200 200 200 200 200 200 200
    monitoring:prompts              GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:prompts              POST  own               302 302 405 405 405 405 405 405 405
    monitoring:kept_drafts          GET   frozen            302 302 200 200 200 200 200 200 200
    monitoring:kept_drafts          GET   own               302 302 404 404 404 404 404 404 404
    monitoring:kept_drafts          GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    monitoring:kept_drafts          GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:kept_drafts          POST  frozen            302 302 302 302 302 302 302 302 302
    monitoring:kept_drafts          POST  own               302 302 404 404 404 404 404 404 404
    monitoring:kept_drafts          POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    monitoring:update_review        GET   own               302 302 403 200 200 404 404 403 404
    monitoring:update_review        GET   other             302 302 404 404 200 404 404 403 404
    monitoring:update_review        GET   frozen            302 302 403 302 302 403 403 403 403
    monitoring:update_review        GET   elsewhere         302 302 404 404 404 404 404 404 404
    monitoring:update_review        GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    monitoring:update_review        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:update_review        POST  own               302 302 403 200 200 404 404 403 404
    monitoring:update_review        POST  other             302 302 404 404 200 404 404 403 404
    monitoring:update_review        POST  frozen            302 302 403 302 302 403 403 403 403
    monitoring:update_review        POST  elsewhere         302 302 404 404 404 404 404 404 404
    monitoring:update_review        POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:priority_summary     GET   own               302 302 403 200 200 403 403 403 403
    monitoring:priority_summary     GET   other             302 302 403 403 200 403 403 403 403
    monitoring:priority_summary     GET   frozen            302 302 403 302 302 403 403 403 403
    monitoring:priority_summary     GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:priority_summary     GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:priority_summary     POST  own               302 302 403 200 200 403 403 403 403
    monitoring:priority_summary     POST  other             302 302 403 403 200 403 403 403 403
    monitoring:priority_summary     POST  frozen            302 302 403 302 302 403 403 403 403
    monitoring:priority_summary     POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:priority_summary     POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:priority_summary_back GET  own               302 302 403 200 200 403 403 403 403
    monitoring:priority_summary_back GET  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:priority_summary_back GET  hidden            302 302 404 404 404 404 404 404 404
    monitoring:priority_summary_back POST own               302 302 403 200 200 403 403 403 403
    monitoring:priority_summary_back POST elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:priority_summary_back POST hidden            302 302 404 404 404 404 404 404 404
    monitoring:question_answer      GET   own               302 302 200 403 200 403 403 403 403
    monitoring:question_answer      GET   other             302 302 403 403 200 403 403 403 403
    monitoring:question_answer      GET   frozen            302 302 302 403 302 403 403 403 403
    monitoring:question_answer      GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:question_answer      GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:question_answer      POST  own               302 302 200 403 200 403 403 403 403
    monitoring:question_answer      POST  other             302 302 403 403 200 403 403 403 403
    monitoring:question_answer      POST  frozen            302 302 200 403 200 403 403 403 403
    monitoring:question_answer      POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:question_answer      POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:contribution         GET   own               302 302 403 403 200 403 403 403 403
    monitoring:contribution         GET   other             302 302 403 403 200 403 403 403 403
    monitoring:contribution         GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:contribution         GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:contribution         POST  own               302 302 403 403 200 403 403 403 403
    monitoring:contribution         POST  other             302 302 403 403 200 403 403 403 403
    monitoring:contribution         POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:contribution         POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:commentary           GET   own               302 302 200 403 200 403 403 403 200
    monitoring:commentary           GET   other             302 302 403 403 200 403 403 403 200
    monitoring:commentary           GET   frozen            302 302 200 403 200 403 403 403 200
    monitoring:commentary           GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:commentary           GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:commentary           POST  own               302 302 200 403 200 403 403 403 200
    monitoring:commentary           POST  other             302 302 403 403 200 403 403 403 200
    monitoring:commentary           POST  frozen            302 302 200 403 200 403 403 403 200
    monitoring:commentary           POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:commentary           POST  hidden            302 302 404 404 404 404 404 404 404
    monitoring:action_reopen        GET   own               302 302 403 403 200 403 403 403 403
    monitoring:action_reopen        GET   elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:action_reopen        GET   hidden            302 302 404 404 404 404 404 404 404
    monitoring:action_reopen        POST  own               302 302 403 403 200 403 403 403 403
    monitoring:action_reopen        POST  elsewhere         302 302 403 403 403 403 403 403 403
    monitoring:action_reopen        POST  hidden            302 302 404 404 404 404 404 404 404

    reports:paper_list              GET   -                 200 200 200 200 200 200 200 200 200
    reports:paper_list              POST  -                 405 405 405 405 405 405 405 405 405
    reports:paper                   GET   published         200 200 200 200 200 200 200 200 200
    reports:paper                   GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper                   GET   own               404 404 404 404 404 404 404 404 404
    reports:paper                   GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper                   GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper                   POST  published         405 405 405 405 405 405 405 405 405
    reports:paper_file              GET   published         200 200 200 200 200 200 200 200 200
    reports:paper_file              GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper_file              GET   own               404 404 404 404 404 404 404 404 404
    reports:paper_file              GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper_file              GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper_file              POST  published         405 405 405 405 405 405 405 405 405
    reports:paper_page              GET   published         200 200 200 200 200 200 200 200 200
    reports:paper_page              GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper_page              GET   own               404 404 404 404 404 404 404 404 404
    reports:paper_page              GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper_page              GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper_page              POST  published         405 405 405 405 405 405 405 405 405
    reports:paper_word              GET   published         200 200 200 200 200 200 200 200 200
    reports:paper_word              GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper_word              GET   own               404 404 404 404 404 404 404 404 404
    reports:paper_word              GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper_word              GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper_word              POST  published         405 405 405 405 405 405 405 405 405
    reports:paper_table             GET   published         200 200 200 200 200 200 200 200 200
    reports:paper_table             GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper_table             GET   own               404 404 404 404 404 404 404 404 404
    reports:paper_table             GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper_table             GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper_table             POST  published         405 405 405 405 405 405 405 405 405
    reports:paper_summary           GET   published         200 200 200 200 200 200 200 200 200
    reports:paper_summary           GET   frozen            404 404 404 404 404 404 404 404 404
    reports:paper_summary           GET   own               404 404 404 404 404 404 404 404 404
    reports:paper_summary           GET   elsewhere         404 404 404 404 404 404 404 404 404
    reports:paper_summary           GET   hidden            404 404 404 404 404 404 404 404 404
    reports:paper_summary           POST  published         405 405 405 405 405 405 405 405 405
    reports:report_list             GET   -                 302 302 200 200 200 200 200 200 200
    reports:report_list             POST  -                 302 302 405 405 405 405 405 405 405
    reports:report_request          GET   own               302 302 405 405 405 405 405 405 405
    reports:report_request          POST  own               302 302 403 403 302 403 403 302 403
    reports:report_request          POST  frozen            302 302 403 403 302 403 403 302 403
    reports:report_request          POST  elsewhere         302 302 403 403 403 403 403 403 403
    reports:report_request          POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_ask              GET   own               302 302 403 403 200 403 403 200 403
    reports:report_ask              GET   frozen            302 302 403 403 200 403 403 200 403
    reports:report_ask              GET   elsewhere         302 302 403 403 403 403 403 403 403
    reports:report_ask              GET   hidden            302 302 404 404 404 404 404 404 404
    reports:report_ask              POST  own               302 302 403 403 200 403 403 200 403
    reports:report_ask              POST  frozen            302 302 403 403 200 403 403 200 403
    reports:report_ask              POST  elsewhere         302 302 403 403 403 403 403 403 403
    reports:report_ask              POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_detail           GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_detail           GET   own               302 302 404 404 200 404 404 200 404
    reports:report_detail           GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_detail           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_detail           GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_detail           POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_progress         GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_progress         GET   own               302 302 404 404 200 404 404 200 404
    reports:report_progress         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_progress         GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_progress         POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_again            GET   own               302 302 405 405 405 405 405 405 405
    reports:report_again            POST  frozen            302 302 403 403 302 403 403 302 403
    reports:report_again            POST  own               302 302 404 404 302 404 404 302 404
    reports:report_again            POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:report_again            POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_file             GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_file             GET   own               302 302 404 404 200 404 404 200 404
    reports:report_file             GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_file             GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_file             GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_file             POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_page             GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_page             GET   own               302 302 404 404 200 404 404 200 404
    reports:report_page             GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_page             GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_page             GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_page             POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_word             GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_word             GET   own               302 302 404 404 200 404 404 200 404
    reports:report_word             GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_word             GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_word             GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_word             POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_table            GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_table            GET   own               302 302 404 404 200 404 404 200 404
    reports:report_table            GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_table            GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_table            GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_table            POST  frozen            302 302 405 405 405 405 405 405 405
    reports:report_picture          GET   frozen            302 302 200 200 200 200 200 200 200
    reports:report_picture          GET   own               302 302 404 404 200 404 404 200 404
    reports:report_picture          GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:report_picture          GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_picture          GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:report_picture          POST  frozen            302 302 405 405 405 405 405 405 405
    reports:written_preview         GET   own               302 302 404 404 200 404 404 200 404
    reports:written_preview         GET   frozen            302 302 200 200 200 200 200 200 200
    reports:written_preview         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_preview         GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:written_preview         GET   hidden            302 302 404 404 404 404 404 404 404
    reports:written_preview         GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_preview         POST  frozen            302 302 405 405 405 405 405 405 405
    reports:written_new             GET   -                 302 302 403 200 200 403 403 200 403
    reports:written_new             POST  -                 302 302 403 200 200 403 403 200 403
    reports:writing                 GET   own               302 302 404 404 200 404 404 200 404
    reports:writing                 GET   frozen            302 302 403 403 200 403 403 200 403
    reports:writing                 GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing                 GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:writing                 GET   hidden            302 302 404 404 404 404 404 404 404
    reports:writing                 POST  own               302 302 405 405 405 405 405 405 405
    reports:save_draft              GET   own               405 405 405 405 405 405 405 405 405
    reports:save_draft              POST  own               401 401 404 404 200 404 404 200 404
    reports:save_draft              POST  frozen            401 401 403 403 409 403 403 409 403
    reports:save_draft              POST  elsewhere         401 401 404 404 404 404 404 404 404
    reports:save_draft              POST  hidden            401 401 404 404 404 404 404 404 404
    reports:writing_move            GET   own               302 302 404 404 405 404 404 405 404
    reports:writing_move            POST  own               302 302 404 404 302 404 404 302 404
    reports:writing_move            POST  frozen            302 302 403 403 200 403 403 200 403
    reports:writing_move            POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_move            POST  hidden            302 302 404 404 404 404 404 404 404
    reports:writing_front           GET   own               302 302 404 404 200 404 404 200 404
    reports:writing_front           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:writing_front           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_front           GET   hidden            302 302 404 404 404 404 404 404 404
    reports:writing_front           POST  own               302 302 404 404 200 404 404 200 404
    reports:writing_front           POST  frozen            302 302 403 403 200 403 403 200 403
    reports:writing_front           POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_front           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:writing_summary         GET   own               302 302 404 404 200 404 404 200 404
    reports:writing_summary         GET   frozen            302 302 403 403 200 403 403 200 403
    reports:writing_summary         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_summary         GET   hidden            302 302 404 404 404 404 404 404 404
    reports:writing_summary         POST  own               302 302 404 404 302 404 404 302 404
    reports:writing_summary         POST  frozen            302 302 403 403 200 403 403 200 403
    reports:writing_summary         POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_summary         POST  hidden            302 302 404 404 404 404 404 404 404
    reports:writing_implication     GET   own               302 302 404 404 200 404 404 200 404
    reports:writing_implication     GET   frozen            302 302 403 403 200 403 403 200 403
    reports:writing_implication     GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_implication     GET   hidden            302 302 404 404 404 404 404 404 404
    reports:writing_implication     POST  own               302 302 404 404 200 404 404 200 404
    reports:writing_implication     POST  frozen            302 302 403 403 200 403 403 200 403
    reports:writing_implication     POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:writing_implication     POST  hidden            302 302 404 404 404 404 404 404 404
    reports:recommendation_new      GET   own               302 302 404 404 200 404 404 200 404
    reports:recommendation_new      GET   frozen            302 302 403 403 200 403 403 200 403
    reports:recommendation_new      GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:recommendation_new      GET   hidden            302 302 404 404 404 404 404 404 404
    reports:recommendation_new      POST  own               302 302 404 404 200 404 404 200 404
    reports:recommendation_new      POST  frozen            302 302 403 403 200 403 403 200 403
    reports:recommendation_new      POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:recommendation_new      POST  hidden            302 302 404 404 404 404 404 404 404
    reports:recommendation_edit     GET   own               302 302 404 404 200 404 404 200 404
    reports:recommendation_edit     GET   frozen            302 302 403 403 200 403 403 200 403
    reports:recommendation_edit     GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:recommendation_edit     GET   hidden            302 302 404 404 404 404 404 404 404
    reports:recommendation_edit     POST  own               302 302 404 404 200 404 404 200 404
    reports:recommendation_edit     POST  frozen            302 302 403 403 200 403 403 200 403
    reports:recommendation_edit     POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:recommendation_edit     POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_new      GET   own               302 302 404 404 200 404 404 200 404
    reports:report_section_new      GET   frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_new      GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_new      GET   hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_new      POST  own               302 302 404 404 200 404 404 200 404
    reports:report_section_new      POST  frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_new      POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_new      POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_edit     GET   own               302 302 404 404 200 404 404 200 404
    reports:report_section_edit     GET   frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_edit     GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_edit     GET   hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_edit     POST  own               302 302 404 404 200 404 404 200 404
    reports:report_section_edit     POST  frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_edit     POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_edit     POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_draft    GET   own               302 302 404 404 200 404 404 200 404
    reports:report_section_draft    GET   frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_draft    GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_draft    GET   hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_draft    POST  own               302 302 404 404 200 404 404 200 404
    reports:report_section_draft    POST  frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_draft    POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_draft    POST  hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_remove   GET   own               302 302 404 404 200 404 404 200 404
    reports:report_section_remove   GET   frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_remove   GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_remove   GET   hidden            302 302 404 404 404 404 404 404 404
    reports:report_section_remove   POST  own               302 302 404 404 302 404 404 302 404
    reports:report_section_remove   POST  frozen            302 302 403 403 200 403 403 200 403
    reports:report_section_remove   POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:report_section_remove   POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_new           GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_new           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_new           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_new           GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_new           POST  own               302 302 404 404 200 404 404 200 404
    reports:paragraph_new           POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_new           POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_new           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_edit          GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_edit          GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_edit          GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_edit          GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_edit          POST  own               302 302 404 404 200 404 404 200 404
    reports:paragraph_edit          POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_edit          POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_edit          POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_place         GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_place         GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_place         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_place         GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_place         POST  own               302 302 404 404 200 404 404 200 404
    reports:paragraph_place         POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_place         POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_place         POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_remove        GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_remove        GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_remove        GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_remove        GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_remove        POST  own               302 302 404 404 302 404 404 302 404
    reports:paragraph_remove        POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_remove        POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_remove        POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_source        GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_source        GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_source        GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_source        GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_source        POST  own               302 302 404 404 302 404 404 302 404
    reports:paragraph_source        POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_source        POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_source        POST  hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_withhold      GET   own               302 302 404 404 200 404 404 200 404
    reports:paragraph_withhold      GET   frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_withhold      GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_withhold      GET   hidden            302 302 404 404 404 404 404 404 404
    reports:paragraph_withhold      POST  own               302 302 404 404 200 404 404 200 404
    reports:paragraph_withhold      POST  frozen            302 302 403 403 200 403 403 200 403
    reports:paragraph_withhold      POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:paragraph_withhold      POST  hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_new            GET   own               302 302 404 404 200 404 404 200 404
    reports:appendix_new            GET   frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_new            GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_new            GET   hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_new            POST  own               302 302 404 404 200 404 404 200 404
    reports:appendix_new            POST  frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_new            POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_new            POST  hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_edit           GET   own               302 302 404 404 200 404 404 200 404
    reports:appendix_edit           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_edit           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_edit           GET   hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_edit           POST  own               302 302 404 404 200 404 404 200 404
    reports:appendix_edit           POST  frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_edit           POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_edit           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_withhold       GET   own               302 302 404 404 200 404 404 200 404
    reports:appendix_withhold       GET   frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_withhold       GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_withhold       GET   hidden            302 302 404 404 404 404 404 404 404
    reports:appendix_withhold       POST  own               302 302 404 404 200 404 404 200 404
    reports:appendix_withhold       POST  frozen            302 302 403 403 200 403 403 200 403
    reports:appendix_withhold       POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:appendix_withhold       POST  hidden            302 302 404 404 404 404 404 404 404
    reports:background_new          GET   own               302 302 404 404 200 404 404 200 404
    reports:background_new          GET   frozen            302 302 403 403 200 403 403 200 403
    reports:background_new          GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:background_new          GET   hidden            302 302 404 404 404 404 404 404 404
    reports:background_new          POST  own               302 302 404 404 200 404 404 200 404
    reports:background_new          POST  frozen            302 302 403 403 200 403 403 200 403
    reports:background_new          POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:background_new          POST  hidden            302 302 404 404 404 404 404 404 404
    reports:background_edit         GET   own               302 302 404 404 200 404 404 200 404
    reports:background_edit         GET   frozen            302 302 403 403 200 403 403 200 403
    reports:background_edit         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:background_edit         GET   hidden            302 302 404 404 404 404 404 404 404
    reports:background_edit         POST  own               302 302 404 404 200 404 404 200 404
    reports:background_edit         POST  frozen            302 302 403 403 200 403 403 200 403
    reports:background_edit         POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:background_edit         POST  hidden            302 302 404 404 404 404 404 404 404
    reports:committee_report        GET   own               302 302 404 404 200 404 404 200 404
    reports:committee_report        GET   frozen            302 302 200 200 200 200 200 200 200
    reports:committee_report        GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:committee_report        GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:committee_report        GET   hidden            302 302 404 404 404 404 404 404 404
    reports:committee_report        GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:committee_report        POST  frozen            302 302 405 405 405 405 405 405 405
    reports:written_progress        GET   own               302 302 404 404 200 404 404 200 404
    reports:written_progress        GET   frozen            302 302 200 200 200 200 200 200 200
    reports:written_progress        GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_progress        GET   elsewhere-frozen  302 302 200 200 200 200 200 200 200
    reports:written_progress        GET   hidden            302 302 404 404 404 404 404 404 404
    reports:written_progress        GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_progress        POST  frozen            302 302 405 405 405 405 405 405 405
    reports:written_files           GET   own               302 302 405 405 405 405 405 405 405
    reports:written_files           POST  own               302 302 404 404 302 404 404 302 404
    reports:written_files           POST  frozen            302 302 403 403 302 403 403 302 403
    reports:written_files           POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_files           POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_files           POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_one_page        GET   own               302 302 405 405 405 405 405 405 405
    reports:written_one_page        POST  own               302 302 404 404 302 404 404 302 404
    reports:written_one_page        POST  frozen            302 302 403 403 302 403 403 302 403
    reports:written_one_page        POST  elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_one_page        POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_one_page        POST  hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_ask             GET   own               302 302 404 404 200 404 404 200 404
    reports:written_ask             GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_ask             GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_ask             GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_ask             GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_ask             POST  own               302 302 404 404 200 404 404 200 404
    reports:written_ask             POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_ask             POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_ask             POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_words           GET   own               302 302 404 404 200 404 404 200 404
    reports:written_words           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_words           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_words           GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_words           GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_words           POST  own               302 302 404 404 200 404 404 200 404
    reports:written_words           POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_words           POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_words           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_late            GET   own               302 302 404 404 200 404 404 200 404
    reports:written_late            GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_late            GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_late            GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_late            GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_late            POST  own               302 302 404 404 200 404 404 200 404
    reports:written_late            POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_late            POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_late            POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_final           GET   own               302 302 404 404 200 404 404 200 404
    reports:written_final           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_final           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_final           GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_final           GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_final           POST  own               302 302 404 404 200 404 404 200 404
    reports:written_final           POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_final           POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_final           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_publish         GET   own               302 302 404 404 200 404 404 200 404
    reports:written_publish         GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_publish         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_publish         GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_publish         GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_publish         POST  own               302 302 404 404 200 404 404 200 404
    reports:written_publish         POST  frozen            302 302 403 403 302 403 403 302 403
    reports:written_publish         POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_publish         POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_withdraw        GET   own               302 302 404 404 200 404 404 200 404
    reports:written_withdraw        GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_withdraw        GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_withdraw        GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_withdraw        GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_withdraw        POST  own               302 302 404 404 200 404 404 200 404
    reports:written_withdraw        POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_withdraw        POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_withdraw        POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_correct         GET   own               302 302 404 404 200 404 404 200 404
    reports:written_correct         GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_correct         GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_correct         GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_correct         GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_correct         POST  own               302 302 404 404 200 404 404 200 404
    reports:written_correct         POST  frozen            302 302 403 403 200 403 403 200 403
    reports:written_correct         POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_correct         POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_clear           GET   own               302 302 404 404 200 404 404 200 404
    reports:written_clear           GET   frozen            302 302 403 403 200 403 403 200 403
    reports:written_clear           GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_clear           GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_clear           GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_clear           POST  own               302 302 404 404 403 404 404 403 404
    reports:written_clear           POST  frozen            302 302 403 403 403 403 403 403 403
    reports:written_clear           POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_clear           POST  hidden            302 302 404 404 404 404 404 404 404
    reports:written_exempt          GET   own               302 302 404 404 200 404 404 403 404
    reports:written_exempt          GET   frozen            302 302 403 403 200 403 403 403 403
    reports:written_exempt          GET   elsewhere         302 302 404 404 404 404 404 404 404
    reports:written_exempt          GET   elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_exempt          GET   hidden-frozen     302 302 404 404 404 404 404 404 404
    reports:written_exempt          POST  own               302 302 404 404 200 404 404 403 404
    reports:written_exempt          POST  elsewhere-frozen  302 302 403 403 403 403 403 403 403
    reports:written_exempt          POST  hidden            302 302 404 404 404 404 404 404 404

    reports:template_list           GET   -                 302 302 403 403 200 403 403 200 403
    reports:template_list           POST  -                 302 302 405 405 405 405 405 405 405
    reports:template_new            GET   -                 302 302 403 403 200 403 403 200 403
    reports:template_new            POST  -                 302 302 403 403 200 403 403 200 403
    reports:template_detail         GET   own               302 302 404 404 200 404 404 200 404
    reports:template_detail         GET   elsewhere         302 302 404 404 200 404 404 200 404
    reports:template_detail         GET   hidden            302 302 404 404 200 404 404 200 404
    reports:template_detail         POST  own               302 302 405 405 405 405 405 405 405
    reports:template_preview        GET   own               302 302 404 404 200 404 404 200 404
    reports:template_preview        GET   elsewhere         302 302 404 404 200 404 404 200 404
    reports:template_preview        GET   hidden            302 302 404 404 200 404 404 200 404
    reports:template_preview        POST  own               302 302 405 405 405 405 405 405 405
    reports:template_edit           GET   own               302 302 404 404 200 404 404 200 404
    reports:template_edit           GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_edit           GET   hidden            302 302 404 404 200 404 404 403 404
    reports:template_edit           POST  own               302 302 404 404 200 404 404 200 404
    reports:template_edit           POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_edit           POST  hidden            302 302 404 404 200 404 404 403 404
    reports:template_remove         GET   own               302 302 404 404 200 404 404 200 404
    reports:template_remove         GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_remove         GET   hidden            302 302 404 404 200 404 404 403 404
    reports:template_remove         POST  own               302 302 404 404 302 404 404 302 404
    reports:template_remove         POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:template_remove         POST  hidden            302 302 404 404 302 404 404 403 404
    reports:front_field_new         GET   own               302 302 404 404 200 404 404 200 404
    reports:front_field_new         GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:front_field_new         GET   hidden            302 302 404 404 200 404 404 403 404
    reports:front_field_new         POST  own               302 302 404 404 200 404 404 200 404
    reports:front_field_new         POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:front_field_new         POST  hidden            302 302 404 404 200 404 404 403 404
    reports:front_field_edit        GET   own               302 302 404 404 200 404 404 200 404
    reports:front_field_edit        GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:front_field_edit        GET   hidden            302 302 404 404 200 404 404 403 404
    reports:front_field_edit        POST  own               302 302 404 404 200 404 404 200 404
    reports:front_field_edit        POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:front_field_edit        POST  hidden            302 302 404 404 200 404 404 403 404
    reports:heading_new             GET   own               302 302 404 404 200 404 404 200 404
    reports:heading_new             GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:heading_new             GET   hidden            302 302 404 404 200 404 404 403 404
    reports:heading_new             POST  own               302 302 404 404 200 404 404 200 404
    reports:heading_new             POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:heading_new             POST  hidden            302 302 404 404 200 404 404 403 404
    reports:heading_edit            GET   own               302 302 404 404 200 404 404 200 404
    reports:heading_edit            GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:heading_edit            GET   hidden            302 302 404 404 200 404 404 403 404
    reports:heading_edit            POST  own               302 302 404 404 200 404 404 200 404
    reports:heading_edit            POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:heading_edit            POST  hidden            302 302 404 404 200 404 404 403 404
    reports:template_section_new    GET   own               302 302 404 404 200 404 404 200 404
    reports:template_section_new    GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_section_new    GET   hidden            302 302 404 404 200 404 404 403 404
    reports:template_section_new    POST  own               302 302 404 404 200 404 404 200 404
    reports:template_section_new    POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_section_new    POST  hidden            302 302 404 404 200 404 404 403 404
    reports:template_section_edit   GET   own               302 302 404 404 200 404 404 200 404
    reports:template_section_edit   GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_section_edit   GET   hidden            302 302 404 404 200 404 404 403 404
    reports:template_section_edit   POST  own               302 302 404 404 200 404 404 200 404
    reports:template_section_edit   POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_section_edit   POST  hidden            302 302 404 404 200 404 404 403 404
    reports:sign_off_new            GET   own               302 302 404 404 200 404 404 200 404
    reports:sign_off_new            GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:sign_off_new            GET   hidden            302 302 404 404 200 404 404 403 404
    reports:sign_off_new            POST  own               302 302 404 404 200 404 404 200 404
    reports:sign_off_new            POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:sign_off_new            POST  hidden            302 302 404 404 200 404 404 403 404
    reports:sign_off_edit           GET   own               302 302 404 404 200 404 404 200 404
    reports:sign_off_edit           GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:sign_off_edit           GET   hidden            302 302 404 404 200 404 404 403 404
    reports:sign_off_edit           POST  own               302 302 404 404 200 404 404 200 404
    reports:sign_off_edit           POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:sign_off_edit           POST  hidden            302 302 404 404 200 404 404 403 404
    reports:step_new                GET   own               302 302 404 404 200 404 404 200 404
    reports:step_new                GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:step_new                GET   hidden            302 302 404 404 200 404 404 403 404
    reports:step_new                POST  own               302 302 404 404 200 404 404 200 404
    reports:step_new                POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:step_new                POST  hidden            302 302 404 404 200 404 404 403 404
    reports:step_edit               GET   own               302 302 404 404 200 404 404 200 404
    reports:step_edit               GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:step_edit               GET   hidden            302 302 404 404 200 404 404 403 404
    reports:step_edit               POST  own               302 302 404 404 200 404 404 200 404
    reports:step_edit               POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:step_edit               POST  hidden            302 302 404 404 200 404 404 403 404
    reports:template_clearing       GET   own               302 302 404 404 200 404 404 200 404
    reports:template_clearing       GET   elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_clearing       GET   hidden            302 302 404 404 200 404 404 403 404
    reports:template_clearing       POST  own               302 302 404 404 200 404 404 200 404
    reports:template_clearing       POST  elsewhere         302 302 404 404 200 404 404 403 404
    reports:template_clearing       POST  hidden            302 302 404 404 200 404 404 403 404
    reports:template_use            GET   own               302 302 405 405 405 405 405 405 405
    reports:template_use            POST  own               302 302 404 404 302 404 404 302 404
    reports:template_use            POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:template_use            POST  hidden            302 302 404 404 302 404 404 403 404
    reports:template_change         GET   own               302 302 405 405 405 405 405 405 405
    reports:template_change         POST  own               302 302 404 404 302 404 404 302 404
    reports:template_change         POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:template_change         POST  hidden            302 302 404 404 302 404 404 403 404
    reports:template_retire         GET   own               302 302 405 405 405 405 405 405 405
    reports:template_retire         POST  own               302 302 404 404 302 404 404 302 404
    reports:template_retire         POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:template_retire         POST  hidden            302 302 404 404 302 404 404 403 404
    reports:front_field_move        GET   own               302 302 405 405 405 405 405 405 405
    reports:front_field_move        POST  own               302 302 404 404 302 404 404 302 404
    reports:front_field_move        POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:front_field_move        POST  hidden            302 302 404 404 302 404 404 403 404
    reports:heading_move            GET   own               302 302 405 405 405 405 405 405 405
    reports:heading_move            POST  own               302 302 404 404 302 404 404 302 404
    reports:heading_move            POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:heading_move            POST  hidden            302 302 404 404 302 404 404 403 404
    reports:template_section_move   GET   own               302 302 405 405 405 405 405 405 405
    reports:template_section_move   POST  own               302 302 404 404 302 404 404 302 404
    reports:template_section_move   POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:template_section_move   POST  hidden            302 302 404 404 302 404 404 403 404
    reports:sign_off_move           GET   own               302 302 405 405 405 405 405 405 405
    reports:sign_off_move           POST  own               302 302 404 404 302 404 404 302 404
    reports:sign_off_move           POST  elsewhere         302 302 404 404 302 404 404 403 404
    reports:sign_off_move           POST  hidden            302 302 404 404 302 404 404 403 404
"""

# Addresses of the sign-in package, which has tests of its own; tests/access/test_sign_in.py tries our choices.
SIGN_IN = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}
# Redirects of the package to addresses in SIGN_IN.
UNNAMED = {
    "accounts/social/login/cancelled/",
    "accounts/social/login/error/",
    "accounts/social/signup/",
    "accounts/social/connections/",
}
# The only addresses that answer somebody who has not signed in with more than the way to do so.
PUBLIC = {
    "healthz",
    "readyz",
    "help",
    "accessibility",
    "privacy",
    "gallery",
    "monitoring:open_data",
    "monitoring:open_measures_csv",
    "monitoring:open_measures_json",
    "monitoring:open_actions_csv",
    "reports:paper_list",
    "reports:paper",
    "reports:paper_file",
    "reports:paper_page",
    "reports:paper_word",
    "reports:paper_table",
    "reports:paper_summary",
}


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    target: str
    answers: dict[str, int]

    def __str__(self) -> str:
        return f"{self.name}-{self.method}-{self.target}"


def rows() -> Iterator[Row]:
    for line in TABLE.splitlines():
        if line.strip():
            name, method, target, *answers = line.split()
            yield Row(name, method, target, dict(zip(ROLES, map(int, answers), strict=True)))


ROWS = list(rows())


# --- Every address says who may have it ---------------------------------------------------------


@dataclass(frozen=True)
class Address:
    """A pattern of the address map: its name with its namespace, its path, the keys it takes, and whose view it is."""

    name: str
    path: str
    keys: tuple[str, ...]
    app: str


def addresses(resolver: URLResolver, *, namespace: str = "", path: str = "") -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            within = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, namespace=within, path=path + str(pattern.pattern))
        else:
            assert isinstance(pattern, URLPattern)
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            app = pattern.lookup_str.split(".")[0]
            yield Address(name, path + str(pattern.pattern), tuple(pattern.pattern.converters), app)


ADDRESSES = list(addresses(get_resolver()))
KEYS = {address.name: address.keys for address in ADDRESSES}


def test_every_address_is_declared():
    found = {address.name or address.path for address in ADDRESSES}

    assert found == {row.name for row in ROWS} | SIGN_IN | UNNAMED


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_is_declared_for_reading_and_writing(method):
    assert {row.name for row in ROWS} - {row.name for row in ROWS if row.method == method} == set()


@pytest.mark.parametrize("target", ["elsewhere", "hidden"])
def test_every_address_of_something_is_declared_for_other_plans(target):
    """An address that takes a key is tried with the keys of plans that are none of the person's business."""
    taking = {row.name for row in ROWS if KEYS[row.name]}

    assert taking - {row.name for row in ROWS if row.target.startswith(target)} == set()


def test_nothing_but_what_is_public_answers_without_a_sign_in():
    answering = {row.name for row in ROWS if row.answers["anonymous"] not in {302, 401, 405}}

    assert answering == PUBLIC


# --- And keeps to it ----------------------------------------------------------------------------


# Those of reports are in a file of their own, so that two workers share the rows.
OF_REPORTS = [row for row in ROWS if row.name.startswith("reports:")]


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row not in OF_REPORTS], ids=str)
def test_access(row: Row, world: World):
    answers_as_declared(row, world)


def answers_as_declared(row: Row, world: World) -> None:
    keys = world.targets.get(row.target, {})
    address = reverse(row.name, kwargs={key: keys[key] for key in KEYS[row.name]})

    got, led_to = {}, {}
    for role in ROLES:
        # What one role's request changes, the next does not find.
        with transaction.atomic():
            client = world.client_of(role)
            response = client.get(address) if row.method == "GET" else client.post(address, data(keys))
            transaction.set_rollback(True)
        got[role], led_to[role] = response.status_code, response.get("Location", "")

    assert got == row.answers
    for role in ("anonymous", "deactivated"):
        if got[role] == 302:
            assert led_to[role] == f"{reverse('account_login')}?next={address}"
    signed_in = [led_to[role] for role in ROLES[2:]]
    assert not [place for place in signed_in if place.startswith(reverse("account_login"))]


def data(keys: dict[str, object]) -> dict[str, object]:
    """A form sent with nothing typed into it, from a page that showed what stands."""
    return {"period": keys.get("period_pk", ""), "based_on_version": 1}

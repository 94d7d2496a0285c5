"""The table of `test_access.py`: method, URL name, then what each person of the cast meets."""

TABLE = """
# In the street                  nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  public_home                 200    200    200    200    200    200    200    200    200
GET  program_page                200    200    200    200    200    200    200    200    200
GET  program_poster              200    200    200    200    200    200    200    200    200
GET  help_now                    200    200    200    200    200    200    200    200    200
GET  privacy                     200    200    200    200    200    200    200    200    200
GET  join_start                  200    200    200    200    200    200    200    200    200
POST join_start                  go     go     go     go     go     go     go     go     go
GET  join_confidentiality        200    200    200    200    200    200    200    200    200
POST join_confidentiality        200    200    200    200    200    200    200    200    200
GET  join_question               go     go     go     go     go     go     go     go     go
POST join_question               go     go     go     go     go     go     go     go     go
GET  join_elsewhere              go     go     go     go     go     go     go     go     go
GET  join_check                  go     go     go     go     go     go     go     go     go
POST join_check                  go     go     go     go     go     go     go     go     go
GET  join_sent                   go     go     go     go     go     go     go     go     go
GET  refer                       200    200    200    200    200    200    200    200    200
POST refer                       200    200    200    200    200    200    200    200    200
GET  calendar_feed               200    200    200    200    200    200    200    200    200
GET  quick_exit                  go     go     go     go     go     go     go     go     go
GET  health                      200    200    200    200    200    200    200    200    200
GET  outbox                      404    404    404    404    404    404    404    404    404
GET  outbox_letter               404    404    404    404    404    404    404    404    404
GET  outbox_letter_html          404    404    404    404    404    404    404    404    404

# Signing in                     nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  account_login               200    go     go     go     go     go     go     go     go
POST account_login               200    go     go     go     go     go     go     go     go
GET  account_request_login_code  200    go     go     go     go     go     go     go     go
POST account_request_login_code  200    go     go     go     go     go     go     go     go
GET  account_confirm_login_code  in     go     go     go     go     go     go     go     go
POST account_confirm_login_code  in     go     go     go     go     go     go     go     go
GET  second_factor               in     200    200    200    200    200    200    200    200
GET  mfa_activate_totp           in     200    200    200    200    200    200    200    200
POST mfa_activate_totp           in     200    200    200    200    200    200    200    200
GET  mfa_add_webauthn            in     200    200    200    200    200    200    200    200
POST mfa_add_webauthn            in     200    200    200    200    200    200    200    200
GET  mfa_remove_webauthn         in     404    404    404    404    404    404    404    404
POST mfa_remove_webauthn         in     404    404    404    404    404    404    404    404

# My own pages                   nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  home                        in     200    200    200    200    200    200    200    200
GET  my_choices                  in     200    200    200    200    200    200    200    200
GET  choice_name                 in     200    200    200    200    200    200    200    200
POST choice_name                 in     200    200    200    200    200    200    200    200
GET  choice_reminders            in     200    200    200    200    200    200    200    200
POST choice_reminders            in     200    200    200    200    200    200    200    200
GET  choice_language             in     200    200    200    200    200    200    200    200
POST choice_language             in     200    200    200    200    200    200    200    200
GET  choice_contact              in     200    200    200    200    200    200    200    200
POST choice_contact              in     go     go     go     go     go     go     go     go
GET  my_consents                 in     200    200    200    200    200    200    200    200
GET  consent_withdrawal          in     404    404    404    200    404    404    404    404
POST consent_withdrawal          in     404    404    404    200    404    404    404    404
GET  request_status              in     404    200    404    404    404    404    404    404
GET  request_referral            in     404    200    404    404    404    404    404    404
POST request_referral            in     404    go     404    404    404    404    404    404
GET  request_reply               in     404    go     404    404    404    404    404    404
POST request_reply               in     404    200    404    404    404    404    404    404
GET  request_withdrawal          in     404    200    404    404    404    404    404    404
POST request_withdrawal          in     404    go     404    404    404    404    404    404
GET  request_newer_answers       in     404    go     404    404    404    404    404    404
POST request_newer_answers       in     404    go     404    404    404    404    404    404
GET  request_talk                in     404    200    404    404    404    404    404    404
POST request_talk                in     404    go     404    404    404    404    404    404
GET  request_talk_change         in     404    200    404    404    404    404    404    404
POST request_talk_change         in     404    200    404    404    404    404    404    404
GET  request_talk_cancellation   in     404    200    404    404    404    404    404    404
POST request_talk_cancellation   in     404    go     404    404    404    404    404    404
GET  my_meetings                 in     200    200    200    200    200    200    200    200
GET  calendar_choices            in     200    200    200    200    200    200    200    200
POST calendar_choices            in     404    404    404    404    404    404    404    404

# Taking part                    nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  leaving                     in     404    404    200    200    404    404    403    403
POST leaving                     in     404    404    go     go     404    404    403    403
GET  ground_rules                in     404    404    200    200    200    200    403    403
POST ground_rules                in     404    404    go     go     go     go     403    403
GET  meeting_detail              in     404    404    404    200    200    404    403    403
POST meeting_answer              in     404    404    404    go     go     404    403    403
GET  feedback                    in     404    404    404    200    404    404    403    403
POST feedback                    in     404    404    404    go     404    404    403    403
GET  meeting_file                in     404    404    404    200    200    404    403    403

# Facilitating                   nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  facilitator_home            in     404    404    404    404    200    200    404    404
GET  session_log                 in     404    404    403    403    200    404    403    403
POST session_log                 in     404    404    403    403    200    404    403    403

# The desk                       nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  desk                        in     200    404    404    404    404    404    200    200
GET  desk_program                in     404    404    403    403    403    403    403    200
GET  desk_requests               in     404    404    403    403    403    403    403    200
GET  desk_request                in     404    404    403    403    403    403    403    200
GET  desk_decision               in     404    404    403    403    403    403    403    200
POST desk_decision               in     404    404    403    403    403    403    403    200
POST desk_reading                in     404    404    403    403    403    403    403    go
GET  desk_invitation             in     404    404    403    403    403    403    403    200
POST desk_invitation             in     404    404    403    403    403    403    403    go
GET  desk_needs                  in     404    404    403    403    403    403    403    200
POST desk_needs                  in     404    404    403    403    403    403    403    go
POST desk_likeness               in     404    404    403    403    403    403    403    go
GET  desk_talks                  in     404    404    403    403    403    403    403    200
GET  desk_talk_times             in     404    404    403    403    403    403    403    200
GET  desk_talk_times_new         in     404    404    403    403    403    403    403    200
POST desk_talk_times_new         in     404    404    403    403    403    403    403    200
POST desk_talk_time              in     404    404    403    403    403    403    403    go
GET  desk_talk                   in     404    404    403    403    403    403    403    200
GET  desk_talk_record            in     404    404    403    403    403    403    403    go
POST desk_talk_record            in     404    404    403    403    403    403    403    go
GET  desk_talk_cancellation      in     404    404    403    403    403    403    403    200
POST desk_talk_cancellation      in     404    404    403    403    403    403    403    go
GET  desk_tasks                  in     404    404    403    403    403    403    403    200
GET  desk_task                   in     404    404    403    403    403    403    403    200
POST desk_task_completion        in     404    404    403    403    403    403    403    go
GET  desk_referrals              in     404    404    403    403    403    403    403    200
POST desk_referrals              in     404    404    403    403    403    403    403    go
GET  desk_referral               in     404    404    403    403    403    403    403    200
POST desk_referral               in     404    404    403    403    403    403    403    200
POST desk_referral_link_withdrawal in     404    404    403    403    403    403    403    go
GET  desk_cases                  in     404    404    403    403    403    403    403    200
GET  desk_case                   in     404    404    403    403    403    403    403    200
POST desk_case_reading           in     404    404    403    403    403    403    403    go
POST desk_case_taking_up         in     404    404    403    403    403    403    403    go
GET  desk_case_note              in     404    404    403    403    403    403    403    go
POST desk_case_note              in     404    404    403    403    403    403    403    200
GET  desk_case_closure           in     404    404    403    403    403    403    403    go
POST desk_case_closure           in     404    404    403    403    403    403    403    200
GET  desk_unlogged               in     404    404    403    403    403    403    403    200
GET  desk_people                 in     404    404    403    403    403    403    403    200
GET  desk_person_new             in     404    404    403    403    403    403    403    200
POST desk_person_new             in     404    404    403    403    403    403    403    200
GET  desk_person                 in     404    404    403    403    403    403    403    200
GET  desk_person_ending          in     404    404    403    403    403    403    403    200
POST desk_person_ending          in     404    404    403    403    403    403    403    go

# Setting a program up           nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  program_new                 in     200    404    404    404    404    404    404    200
POST program_new                 in     200    404    404    404    404    404    404    200
GET  desk_setup                  in     404    404    403    403    403    403    403    200
GET  desk_setup_texts            in     404    404    403    403    403    403    403    200
POST desk_setup_texts            in     404    404    403    403    403    403    403    200
GET  desk_setup_rules            in     404    404    403    403    403    403    403    200
POST desk_setup_rules            in     404    404    403    403    403    403    403    200
GET  desk_setup_consent          in     404    404    403    403    403    403    403    200
POST desk_setup_consent          in     404    404    403    403    403    403    403    200
GET  desk_setup_practical        in     404    404    403    403    403    403    403    200
POST desk_setup_practical        in     404    404    403    403    403    403    403    200
GET  desk_setup_eligibility      in     404    404    403    403    403    403    403    200
POST desk_setup_eligibility      in     404    404    403    403    403    403    403    200
GET  desk_publish                in     404    404    403    403    403    403    403    go
POST desk_publish                in     404    404    403    403    403    403    403    go
GET  desk_pause                  in     404    404    403    403    403    403    403    200
POST desk_pause                  in     404    404    403    403    403    403    403    go
GET  desk_resumption             in     404    404    403    403    403    403    403    go
POST desk_resumption             in     404    404    403    403    403    403    403    go
GET  desk_closure                in     404    404    403    403    403    403    403    200
POST desk_closure                in     404    404    403    403    403    403    403    200

# The report                     nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  desk_report                 in     404    404    403    403    403    403    200    200
GET  desk_report_file            in     404    404    403    403    403    403    200    200

# Groups on the desk             nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  desk_groups                 in     404    404    403    403    403    403    403    200
GET  desk_group_new              in     404    404    403    403    403    403    403    200
POST desk_group_new              in     404    404    403    403    403    403    403    200
GET  desk_group                  in     404    404    403    403    403    403    403    200
GET  desk_group_edit             in     404    404    403    403    403    403    403    200
POST desk_group_edit             in     404    404    403    403    403    403    403    200
GET  desk_series_new             in     404    404    403    403    403    403    403    200
POST desk_series_new             in     404    404    403    403    403    403    403    200
GET  desk_group_people           in     404    404    403    403    403    403    403    200
GET  desk_group_person           in     404    404    403    403    403    403    403    200
POST desk_group_person           in     404    404    403    403    403    403    403    go
GET  desk_group_facilitator      in     404    404    403    403    403    403    403    200
POST desk_group_facilitator      in     404    404    403    403    403    403    403    200
GET  desk_series_end             in     404    404    403    403    403    403    403    200
POST desk_series_end             in     404    404    403    403    403    403    403    go
GET  desk_meeting_move           in     404    404    403    403    403    403    403    200
POST desk_meeting_move           in     404    404    403    403    403    403    403    200
GET  desk_meeting_cancel         in     404    404    403    403    403    403    403    200
POST desk_meeting_cancel         in     404    404    403    403    403    403    403    go
GET  desk_group_place            in     404    404    403    403    403    403    403    200
POST desk_group_place            in     404    404    403    403    403    403    403    go
GET  desk_group_leave            in     404    404    403    403    403    403    403    200
POST desk_group_leave            in     404    404    403    403    403    403    403    go

# Questionnaires as files        nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  desk_questionnaire_import   in     404    404    403    403    403    403    403    200
POST desk_questionnaire_import   in     404    404    403    403    403    403    403    200
GET  desk_questionnaire_export   in     404    404    403    403    403    403    403    200
GET  desk_questionnaire_file     in     404    404    403    403    403    403    403    200
GET  desk_questionnaire_answers  in     404    404    403    403    403    403    403    go
GET  desk_response_file          in     404    404    403    403    403    403    403    200
GET  desk_job                    in     404    404    403    403    403    403    403    200
POST desk_job_cancellation       in     404    404    403    403    403    403    403    go

# Questionnaires                 nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  desk_questionnaires            in     404    404    403    403    403    403    403    200
GET  desk_questionnaire_new         in     404    404    403    403    403    403    403    200
POST desk_questionnaire_new         in     404    404    403    403    403    403    403    200
GET  desk_instruments               in     404    404    403    403    403    403    403    200
GET  desk_instrument                in     404    404    403    403    403    403    403    200
POST desk_instrument                in     404    404    403    403    403    403    403    200
GET  desk_questionnaire             in     404    404    403    403    403    403    403    200
POST desk_questionnaire_copy        in     404    404    403    403    403    403    403    go
POST desk_questionnaire_draft       in     404    404    403    403    403    403    403    go
GET  desk_questionnaire_discard     in     404    404    403    403    403    403    403    200
POST desk_questionnaire_discard     in     404    404    403    403    403    403    403    go
GET  desk_questionnaire_names       in     404    404    403    403    403    403    403    200
POST desk_questionnaire_names       in     404    404    403    403    403    403    403    200
POST desk_questionnaire_retirement  in     404    404    403    403    403    403    403    go
GET  desk_questionnaire_instrument  in     404    404    403    403    403    403    403    200
POST desk_questionnaire_instrument  in     404    404    403    403    403    403    403    go
GET  desk_questionnaire_preview     in     404    404    403    403    403    403    403    200
POST desk_questionnaire_preview     in     404    404    403    403    403    403    403    200
GET  desk_questionnaire_publication in     404    404    403    403    403    403    403    200
POST desk_questionnaire_publication in     404    404    403    403    403    403    403    go
GET  desk_questionnaire_version     in     404    404    403    403    403    403    403    200
GET  desk_question_new              in     404    404    403    403    403    403    403    200
POST desk_question_new              in     404    404    403    403    403    403    403    200
GET  desk_question                  in     404    404    403    403    403    403    403    200
POST desk_question                  in     404    404    403    403    403    403    403    200
POST desk_question_move             in     404    404    403    403    403    403    403    go
GET  desk_question_removal          in     404    404    403    403    403    403    403    200
POST desk_question_removal          in     404    404    403    403    403    403    403    go
GET  desk_question_showing          in     404    404    403    403    403    403    403    200
POST desk_question_showing          in     404    404    403    403    403    403    403    go
GET  desk_score_new                 in     404    404    403    403    403    403    403    200
POST desk_score_new                 in     404    404    403    403    403    403    403    200
GET  desk_score                     in     404    404    403    403    403    403    403    go
POST desk_score                     in     404    404    403    403    403    403    403    go
"""

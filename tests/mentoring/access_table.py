"""Pages of peers: who may open what. Like `tests/access_table.py`, with a peer and a supervisor in the cast."""

# sami is a peer supporter, sue supervises; the others are as in `tests/world.py`.
PEER_CAST = ("nobody", "otto", "ravi", "mia", "sami", "sue", "finn", "evan", "cora")

PEER_TABLE = """
# Recruiting                       nobody otto   ravi   mia    sami   sue    finn   evan   cora
GET  campaign_page                  200    200    200    200    200    200    200    200    200
GET  campaign_poster                200    200    200    200    200    200    200    200    200
GET  apply_start                    200    200    200    200    200    200    200    200    200
POST apply_start                    200    200    200    200    200    200    200    200    200
GET  apply_page                     go     go     go     go     go     go     go     go     go
POST apply_page                     go     go     go     go     go     go     go     go     go
GET  apply_question                 go     go     go     go     go     go     go     go     go
POST apply_question                 go     go     go     go     go     go     go     go     go
GET  apply_check                    go     go     go     go     go     go     go     go     go
POST apply_check                    go     go     go     go     go     go     go     go     go
GET  apply_late                     go     go     go     go     go     go     go     go     go
POST apply_late                     go     go     go     go     go     go     go     go     go
GET  apply_later                    go     go     go     go     go     go     go     go     go
POST apply_later                    go     go     go     go     go     go     go     go     go
GET  apply_sent                     go     go     go     go     go     go     go     go     go
GET  apply_resume                   200    200    200    200    200    200    200    200    200
POST apply_resume                   go     go     go     go     go     go     go     go     go
GET  reference                      200    200    200    200    200    200    200    200    200
POST reference                      200    200    200    200    200    200    200    200    200
GET  application_status             in     404    200    404    404    404    404    404    404
GET  application_reply              in     404    go     404    404    404    404    404    404
POST application_reply              in     404    200    404    404    404    404    404    404
GET  application_revision           in     404    go     404    404    404    404    404    404
POST application_revision           in     404    go     404    404    404    404    404    404
GET  application_withdrawal         in     404    200    404    404    404    404    404    404
POST application_withdrawal         in     404    go     404    404    404    404    404    404
GET  desk_campaigns                 in     404    404    403    403    403    403    403    200
GET  desk_campaign_new              in     404    404    403    403    403    403    403    200
POST desk_campaign_new              in     404    404    403    403    403    403    403    200
GET  desk_campaign                  in     404    404    403    403    403    403    403    200
GET  desk_campaign_edit             in     404    404    403    403    403    403    403    200
POST desk_campaign_edit             in     404    404    403    403    403    403    403    200
GET  desk_campaign_criteria         in     404    404    403    403    403    403    403    200
POST desk_campaign_criteria         in     404    404    403    403    403    403    403    go
GET  desk_campaign_publication      in     404    404    403    403    403    403    403    go
POST desk_campaign_publication      in     404    404    403    403    403    403    403    go
GET  desk_campaign_ending           in     404    404    403    403    403    403    403    200
POST desk_campaign_ending           in     404    404    403    403    403    403    403    go
GET  desk_applications              in     404    404    403    403    403    403    403    200
GET  desk_application               in     404    404    403    403    403    403    403    200
POST desk_application               in     404    404    403    403    403    403    403    200
GET  desk_application_revision      in     404    404    403    403    403    403    403    200
POST desk_application_revision      in     404    404    403    403    403    403    403    200
GET  desk_reference                 in     404    404    403    403    403    403    403    200
POST desk_reference                 in     404    404    403    403    403    403    403    go
GET  desk_person_checks             in     404    404    403    403    403    403    403    200
POST desk_person_checks             in     404    404    403    403    403    403    403    200
"""

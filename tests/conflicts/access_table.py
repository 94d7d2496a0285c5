"""Rows of `test_access.py` for measures, for looking at something again, and for talks with two neutral people."""

MEASURE_TABLE = """
#                                nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  my_report_again             in     404    404    404    go     404    404    404    404
POST my_report_again             in     404    404    404    go     404    404    404    404
GET  my_measure                  in     404    404    404    200    404    404    404    404
GET  my_measure_again            in     404    404    404    go     404    404    404    404
POST my_measure_again            in     404    404    404    go     404    404    404    404
GET  desk_measure                in     404    404    403    403    403    403    403    go
POST desk_measure                in     404    404    403    403    403    403    403    go
GET  desk_reviews                in     404    404    403    403    403    403    403    200
GET  desk_review                 in     404    404    403    403    403    403    403    200
POST desk_review                 in     404    404    403    403    403    403    403    200
POST desk_review_reading         in     404    404    403    403    403    403    403    go
GET  desk_review_reviewer        in     404    404    403    403    403    403    403    200
POST desk_review_reviewer        in     404    404    403    403    403    403    403    200
"""

TALK_TABLE = """
# Talks with two neutral people  nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  my_mediation                in     404    404    404    200    404    404    404    404
GET  my_mediation_answer         in     404    404    404    go     404    404    404    404
POST my_mediation_answer         in     404    404    404    go     404    404    404    404
GET  my_statement                in     404    404    404    200    404    404    404    404
POST my_statement                in     404    404    404    200    404    404    404    404
POST my_statement_sharing        in     404    404    404    go     404    404    404    404
GET  my_settlement               in     404    404    404    go     404    404    404    404
POST my_settlement               in     404    404    404    go     404    404    404    404
POST my_settlement_holding       in     404    404    404    go     404    404    404    404
GET  my_mediation_stop           in     404    404    404    200    404    404    404    404
POST my_mediation_stop           in     404    404    404    go     404    404    404    404
POST my_report_name              in     404    404    404    go     404    404    404    404
GET  mediating                   in     404    404    403    403    403    403    403    403
GET  mediation                   in     404    404    403    403    403    403    403    403
POST mediation_reading           in     404    404    403    403    403    403    403    403
GET  mediation_talk              in     404    404    403    403    403    403    403    403
POST mediation_talk              in     404    404    403    403    403    403    403    403
GET  mediation_settlement        in     404    404    403    403    403    403    403    403
POST mediation_settlement        in     404    404    403    403    403    403    403    403
GET  mediation_ending            in     404    404    403    403    403    403    403    403
POST mediation_ending            in     404    404    403    403    403    403    403    403
GET  mediation_stepping_back     in     404    404    403    403    403    403    403    403
POST mediation_stepping_back     in     404    404    403    403    403    403    403    403
POST mediation_holding           in     404    404    403    403    403    403    403    403
GET  desk_mediation_offer        in     404    404    403    403    403    403    403    200
POST desk_mediation_offer        in     404    404    403    403    403    403    403    200
POST desk_mediation_side         in     404    404    403    403    403    403    403    go
POST desk_mediation_name         in     404    404    403    403    403    403    403    go
GET  desk_mediation              in     404    404    403    403    403    403    403    200
GET  desk_mediators              in     404    404    403    403    403    403    403    200
POST desk_mediators              in     404    404    403    403    403    403    403    200
GET  desk_mediation_ending       in     404    404    403    403    403    403    403    200
POST desk_mediation_ending       in     404    404    403    403    403    403    403    go
POST desk_mediation_holding      in     404    404    403    403    403    403    403    go
"""

"""Rows of `test_access.py` for measures, and for looking at something again."""

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

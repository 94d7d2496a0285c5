"""Who may open the pages of keeping away and of private places; the cast is that of `tests/world.py`."""

# The post stands on the board of the circle: mia wrote it, finn leads there. The place is mia's and noor's.
PRIVATE_TABLE = """
# Keeping away, private words    nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  keep_away                   in     404    404    404    404    200    404    403    200
POST keep_away                   in     404    404    404    404    200    404    403    200
GET  quiet_people                in     404    404    200    200    200    200    403    200
POST quiet_undo                  in     404    404    404    go     404    404    403    404
GET  private_ask                 in     404    404    404    404    200    404    403    200
POST private_ask                 in     404    404    404    404    200    404    403    200
GET  private_words               in     404    404    200    200    200    200    403    200
POST private_answer              in     404    404    go     go     404    404    403    404
GET  private_leaving             in     404    404    404    200    404    404    403    404
POST private_leaving             in     404    404    404    go     404    404    403    404
GET  desk_openings               in     404    404    403    403    403    403    403    200
GET  desk_places                 in     404    404    403    403    403    403    403    200
GET  desk_place                  in     404    404    403    403    403    403    403    200
POST desk_place                  in     404    404    403    403    403    403    403    200
GET  desk_name                   in     404    404    403    403    403    403    403    200
POST desk_name                   in     404    404    403    403    403    403    403    200
GET  desk_opening                in     404    404    403    403    403    403    403    200
"""

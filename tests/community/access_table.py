"""Who may open the pages of the community; the cast is that of `tests/world.py`. One table for each part of it."""

from tests.community.moderation_table import MODERATION_TABLE

LIBRARY = """
# What can help                  nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  public_library              200    200    200    200    200    200    200    200    200
POST public_library              200    200    200    200    200    200    200    200    200
GET  public_library_page         200    200    200    200    200    200    200    200    200
GET  library                     in     404    404    200    200    200    200    403    403
POST library                     in     404    404    200    200    200    200    403    403
GET  library_page                in     404    404    200    200    200    200    403    403
GET  desk_library                in     404    404    403    403    403    403    403    200
GET  desk_resource_new           in     404    404    403    403    403    403    403    200
POST desk_resource_new           in     404    404    403    403    403    403    403    200
GET  desk_resource               in     404    404    403    403    403    403    403    200
POST desk_resource               in     404    404    403    403    403    403    403    200
POST desk_resource_state         in     404    404    403    403    403    403    403    go
"""

COMMUNITY_TABLES = (LIBRARY, MODERATION_TABLE)

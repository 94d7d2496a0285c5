"""Who may open the pages of the community; the cast is that of `tests/world.py`. One table for each part of it."""

from tests.community.moderation_table import MODERATION_TABLE
from tests.community.private_table import PRIVATE_TABLE

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

BOARDS = """
# Boards                         nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  boards                      in     404    404    200    200    200    200    403    200
GET  board                       in     404    404    go     200    go     go     403    200
GET  board_name                  in     404    404    200    200    200    200    403    200
POST board_name                  in     404    404    200    200    200    200    403    200
POST board_presence              in     404    404    go     404    go     go     403    go
GET  group_board                 in     404    404    404    go     go     404    403    404
GET  thread_new                  in     404    404    go     200    go     go     403    go
POST thread_new                  in     404    404    go     200    go     go     403    go
GET  thread                      in     404    404    go     200    go     go     403    200
POST thread                      in     404    404    go     200    go     go     403    go
GET  post_edit                   in     404    404    404    200    404    404    403    404
POST post_edit                   in     404    404    404    200    404    404    403    404
GET  post_taking_back            in     404    404    404    200    404    404    403    404
POST post_taking_back            in     404    404    404    go     404    404    403    404
POST post_helpful                in     404    404    404    go     go     404    403    go
GET  post_thanks                 in     404    404    404    200    404    404    403    404
GET  desk_community              in     404    404    403    403    403    403    403    200
GET  desk_community_rules        in     404    404    403    403    403    403    403    200
POST desk_community_rules        in     404    404    403    403    403    403    403    200
GET  desk_board_new              in     404    404    403    403    403    403    403    200
POST desk_board_new              in     404    404    403    403    403    403    403    200
GET  desk_board                  in     404    404    403    403    403    403    403    200
POST desk_board                  in     404    404    403    403    403    403    403    200
POST desk_board_away             in     404    404    403    403    403    403    403    go
"""

STORIES = """
# Stories; the one here is mia's, and shown   nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  public_stories              200    200    200    200    200    200    200    200    200
GET  public_story                404    404    404    404    404    404    404    404    404
GET  stories                     in     404    404    200    200    200    200    403    403
GET  story_new                   in     404    404    200    200    200    200    403    403
POST story_new                   in     404    404    200    200    200    200    403    403
GET  story                       in     404    404    200    200    200    200    403    403
GET  story_edit                  in     404    404    404    go     404    404    403    403
POST story_edit                  in     404    404    404    go     404    404    403    403
GET  story_sent                  in     404    404    404    200    404    404    403    403
GET  story_taking_back           in     404    404    404    200    404    404    403    403
POST story_taking_back           in     404    404    404    go     404    404    403    403
GET  story_audience              in     404    404    404    200    404    404    403    403
POST story_audience              in     404    404    404    200    404    404    403    403
GET  my_stories                  in     200    200    200    200    200    200    200    200
GET  my_story_taking_back        in     404    404    404    200    404    404    404    404
POST my_story_taking_back        in     404    404    404    go     404    404    404    404
GET  desk_stories                in     404    404    403    403    403    403    403    200
GET  desk_story                  in     404    404    403    403    403    403    403    200
POST desk_story                  in     404    404    403    403    403    403    403    200
"""

COMMUNITY_TABLES = (LIBRARY, STORIES, MODERATION_TABLE, BOARDS, PRIVATE_TABLE)

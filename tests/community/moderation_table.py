"""Who may open the pages of moderation; the cast is that of `tests/world.py`."""

# The flagged text stands on the board of the circle, which finn leads; mia wrote it.
MODERATION_TABLE = """
# Texts to look at               nobody otto   ravi   noor   mia    finn   gail   evan   cora
GET  flag_post                   in     404    404    404    200    200    404    404    200
POST flag_post                   in     404    404    404    200    200    404    404    200
GET  flag_story                  in     404    404    200    200    200    200    200    200
POST flag_story                  in     404    404    200    200    200    200    200    200
GET  flag_sent                   in     404    404    200    200    200    200    200    200
GET  my_words_from_the_team      in     404    404    200    200    200    200    200    200
GET  desk_texts_exist            in     404    404    404    404    404    404    404    404
GET  desk_moderation             in     404    404    403    403    200    200    403    200
GET  desk_words                  in     404    404    403    403    403    403    403    200
POST desk_words                  in     404    404    403    403    403    403    403    200
GET  desk_word                   in     404    404    403    403    403    403    403    200
POST desk_word                   in     404    404    403    403    403    403    403    200
GET  desk_retention              in     404    404    403    403    403    403    403    200
POST desk_retention              in     404    404    403    403    403    403    403    200
POST desk_retention_trial        in     404    404    403    403    403    403    403    go
GET  desk_moderation_item        in     404    404    403    403    200    404    403    200
POST desk_moderation_claim       in     404    404    403    403    go     404    403    go
POST desk_moderation_reading     in     404    404    403    403    go     404    403    go
GET  desk_moderation_who         in     404    404    403    403    200    404    403    200
POST desk_moderation_who         in     404    404    403    403    200    404    403    200
GET  desk_moderation_writer      in     404    404    403    403    200    404    403    200
POST desk_moderation_writer      in     404    404    403    403    200    404    403    200
GET  desk_kept_copy              in     404    404    403    403    200    404    403    200
POST desk_kept_copy              in     404    404    403    403    200    404    403    200
GET  desk_moderation_act         in     404    404    403    403    200    404    403    200
POST desk_moderation_act         in     404    404    403    403    go     404    403    go
"""

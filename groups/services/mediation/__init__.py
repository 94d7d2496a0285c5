"""Two neutral people help the parties of a conflict: offered, agreed to, talked, settled, looked at again.

`neutral` who may mediate · `standing` what every other file needs, and how one ends · `offers` the desk's side ·
`answers` yes, no and stop · `talks` when and where · `statements` what each says · `settlements` the agreement ·
`follow_ups` whether it holds.
"""

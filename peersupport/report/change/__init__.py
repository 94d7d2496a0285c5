"""What changed between two waves of the same questionnaire, for the people who answered both.

`suppression` (pure) decides what may be shown, so that no figure and no difference of two figures is about fewer people
than the program allows; `findings` computes; `average`, `people`, `missing` make the figures, `words` writes their
numbers; `page` brings it all together for one score.
"""

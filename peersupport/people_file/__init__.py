"""People come into a program out of a list, in two steps: the list is looked through, then brought in, all or nothing.

`columns` and `rows` say what a row means and what is wrong with it (pure), `twice` what stands there twice, `known` who
is here already. `keeping` holds what was read, sealed, until it is brought in or thrown away; `bringing` writes.
"""

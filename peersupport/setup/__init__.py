"""Setting a program up: from a blueprint, in four steps, until visitors can read it; then pausing, resuming, closing.

`queries` says where the steps stand, `services` joins the verbs of several apps, `views` and `forms` are thin.
"""

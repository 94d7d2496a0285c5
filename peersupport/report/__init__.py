"""The program's report: honest figures without names.

`queries` asks the database (one query per figure), `pooling` and `small_cells` keep single people out of the figures,
`charts` draws, `figures` puts sentence, picture and table together, `export` writes the same figures as CSV.
"""

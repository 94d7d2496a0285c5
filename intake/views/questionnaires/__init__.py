"""The desk pages of questionnaires: the shelf, the editor, versions, instruments."""

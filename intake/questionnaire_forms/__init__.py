"""The forms of the editor: one question, when it is asked, a score, an instrument, a permission."""

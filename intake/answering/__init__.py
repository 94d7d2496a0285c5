"""Between a questionnaire and the person who answers it: the form of one page, and answers said in words.

`fields.py`: one question as form fields and back. `page_form.py`: the questions of one page as a form. `words.py`: what
was answered, line by line. No database: a page is `questionnaires.paging.Page`, answers are an answers document.
"""

"""The guided plan: its window, the button that goes on with it, and a module a kind of question.

May import `measure`, `notes` and `dialogs`; the pages open what is here.
"""

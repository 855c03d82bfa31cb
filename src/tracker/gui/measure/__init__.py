"""What a measure is asked with: its dialog and fields, the shelf of ready-made ones, and advice.

May import `notes` and `dialogs`; `plan` and the pages open what is here.
"""

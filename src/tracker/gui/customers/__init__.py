"""The page Customers: the board, a customer's page with its parts, the worksheet, their dialogs.

May import `plan`, `measure`, `notes` and `dialogs`, which several pages open; no other page.
"""

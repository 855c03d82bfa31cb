"""The steps from nothing to today's schema, one module each.

A step that has shipped never changes; it imports its own DDL and nothing else of the store.
"""

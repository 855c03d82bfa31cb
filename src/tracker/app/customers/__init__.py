"""Whom this person serves: customers, needs, moments, notes, looking around, worksheet, plan.

May import signals and evaluations, and the open file.
"""

"""Correct."""

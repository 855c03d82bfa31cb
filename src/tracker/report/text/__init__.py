"""Every sentence of screen and paper lives here: verdicts, news, choices, customers, calculation.

The phrases they are made of stand beside them. Besides what lies below report they may import
documents and charts.
"""

"""Impact Tracker: promises to priority customers, measured weekly."""

__version__ = "0.1.0"
APP_ID = "org.impact_tracker.ImpactTracker"
"""What desktops know the program by: its launcher, icon, description and window are named so."""

"""Impact Tracker: promises to priority customers, measured weekly."""

__version__ = "0.1.0"

"""The tracker without a window, for scripts and scheduled jobs; it loads no Qt and asks nothing."""

"""Programs that break things on purpose: what a person kept is there afterwards, or it was said."""

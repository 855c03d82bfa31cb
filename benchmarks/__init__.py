"""What is measured, always as a ratio against a bare peer in the same run."""

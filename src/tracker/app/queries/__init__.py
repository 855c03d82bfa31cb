"""What the pages, the command line and the reports read: small frozen values, one module a page."""

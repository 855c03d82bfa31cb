"""The tracker without a window, for scripts and scheduled jobs: a module a family of commands.

Each is loaded alone (`status` pays for `status`). It loads no Qt itself, asks nothing, and may
import app and paper, and what lies below them.
"""

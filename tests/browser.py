"""Chromium for tests, spoken to as the W3C says (WebDriver over HTTP), with what Python brings.

Selenium would bring twelve packages for these few calls. Every browser has a profile of its own in
a temporary folder and is gone, with its driver, when the fixture ends.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]
MISSING = not (shutil.which("chromedriver") and shutil.which("chromium"))
WHY = "needs chromium and chromedriver"
SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"space": "\ue00d", "tab": "\ue004", "right": "\ue014", "left": "\ue012", "enter": "\ue007"}
_OPENER = build_opener(ProxyHandler({}))


class Browser:
    """One window of Chromium."""

    def __init__(self, driver: str, session: str) -> None:
        self._session = f"{driver}/session/{session}"

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """Send one command of WebDriver and return its value."""
        return ask(method, f"{self._session}/{path}".rstrip("/"), **body)

    def open(self, page: Path) -> None:
        self.ask("POST", "url", url=page.as_uri())

    def run(self, script: str, *args: Any) -> Any:
        """Run the body of a function in the page and return what it returns."""
        return self.ask("POST", "execute/sync", script=script, args=list(args))

    def find(self, css: str) -> str:
        found = self.ask("POST", "element", using="css selector", value=css)
        return f"element/{found[ELEMENT]}"

    def click(self, css: str) -> None:
        self.ask("POST", f"{self.find(css)}/click")

    def keys(self, css: str, keys: str) -> None:
        self.ask("POST", f"{self.find(css)}/value", text=keys)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("POST", "actions", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def get(self, css: str, name: str) -> Any:
        """Return a property of the first element, as `value` or `textContent`."""
        return self.ask("GET", f"{self.find(css)}/property/{name}")

    def shows(self, css: str) -> bool:
        return self.ask("GET", f"{self.find(css)}/displayed")

    def devtools(self, command: str, **params: Any) -> Any:
        return self.ask("POST", "goog/cdp/execute", cmd=command, params=params)

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Return what was written to the log "browser" or "performance" since last asked."""
        return self.ask("POST", "se/log", type=kind)


def ask(method: str, address: str, **body: Any) -> Any:
    data = json.dumps(body).encode() if method == "POST" else None
    request = Request(address, data, {"Content-Type": "application/json"}, method=method)
    with _OPENER.open(request, timeout=SECONDS) as answer:
        return json.load(answer)["value"]


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Yield a browser of its own; its driver tells the free port it took."""
    with tempfile.TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as profile:
        driver = subprocess.Popen(
            ["chromedriver", "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            line = next(one for one in driver.stdout if "started successfully on port" in one)
            address = f"http://127.0.0.1:{line.rstrip().rstrip('.').split()[-1]}"
            options = {
                "goog:chromeOptions": {"args": [*FLAGS, f"--user-data-dir={profile}", *flags]},
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            }
            made = ask("POST", f"{address}/session", capabilities={"alwaysMatch": options})
            browser = Browser(address, made["sessionId"])
            try:
                yield browser
            finally:
                browser.ask("DELETE", "")
        finally:
            driver.terminate()
            driver.wait(SECONDS)
            driver.stdout.close()
            with suppress(ProcessLookupError):
                os.killpg(driver.pid, signal.SIGKILL)  # whatever of Chromium is left of it

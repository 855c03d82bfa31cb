"""The bare peers: the least program that could do the same on the same stack."""

from __future__ import annotations

# A window of Qt widgets with nothing in it, timed to its first paint as `--smoke` times ours.
BARE_WINDOW = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
class First(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.after)
        return False
    def after(self):
        import os
        now = time.time()
        ticks = float(open("/proc/self/stat").read().rpartition(")")[2].split()[19])
        up = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        print(json.dumps({"first_paint_ms": (now - (time.time() - up)) * 1000}))
        app.quit()
first = First()
window.installEventFilter(first)
window.resize(1280, 800)
window.show()
app.exec()
"""

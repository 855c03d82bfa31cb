"""Draw the program's icon in every size that some system asks for, from resources/icons/app.svg.

python packaging/app_icons.py FOLDER     # 16.png to 512.png, impact-tracker.ico and .icns
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
OF_AN_ICO = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; it is made if it is not there")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        draw(size).save(str(folder / f"{size}.png"))
    with Image.open(folder / "512.png") as largest:
        largest.save(folder / "impact-tracker.ico", sizes=[(size, size) for size in OF_AN_ICO])
        largest.save(folder / "impact-tracker.icns")


def draw(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "app.svg")).render(painter)
    painter.end()
    return image


if __name__ == "__main__":
    main()

#!/bin/sh
# Makes dist/Impact Tracker-VERSION.dmg of the .app that PyInstaller left; package.sh calls it on macOS. Not run yet.
#   sh packaging/macos/dmg.sh VERSION
# Where SIGNING_IDENTITY is set the .app is signed; without it, macOS asks once before it opens.
set -eu
CDPATH='' cd -- "$(dirname "$0")/../.."
app="build/bundle/Impact Tracker.app"
if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --deep --force --options runtime --sign "$SIGNING_IDENTITY" "$app"
fi
QT_QPA_PLATFORM=offscreen "$app/Contents/MacOS/impact-tracker" --self-test >build/self-test.json || {
    cat build/self-test.json
    exit 1
}
rm -rf build/dmg
mkdir build/dmg
cp -R "$app" build/dmg/
ln -s /Applications build/dmg/Applications
hdiutil create -volname "Impact Tracker" -srcfolder build/dmg -ov -format UDZO "dist/Impact Tracker-$1.dmg"

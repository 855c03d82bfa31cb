#!/bin/sh
# Makes every package that this system can make, in dist/, and lets each try all of itself.
#   sh packaging/package.sh [--yes]
# Everywhere: sdist, wheel, a list of parts (CycloneDX), a folder that needs no Python (build/bundle).
# Of that: a .deb where dpkg-deb is, a .dmg on macOS, on Windows an installer. Elsewhere makensis, where it is, tries the
# installer's script around the icons instead.
set -eu
CDPATH='' cd -- "$(dirname "$0")/.."
VENV=${VENV:-.venv}
sh packaging/setup.sh "$@"
bin=bin windows=''
case $(uname) in
    MINGW* | MSYS* | CYGWIN*)
        bin=Scripts windows=yes
        PATH="$PATH:/c/Program Files (x86)/NSIS"
        ;;
esac
env=build/environment
python=$env/$bin/python
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*"; }

# Every package must open and write everything, as whoever installs it would find it.
try() {
    say "Trying $1"
    shift
    QT_QPA_PLATFORM=offscreen "$@" --self-test >build/self-test.json || {
        cat build/self-test.json
        exit 1
    }
}

rm -rf build/bundle build/work build/icons build/commands "$env"
mkdir -p build dist

say "Making the sdist and the wheel"
"$VENV/$bin/python" -m venv build/tools
"build/tools/$bin/python" -m pip install --quiet --requirement packaging/build_requirements.txt
"build/tools/$bin/python" -m build --outdir dist .
version=$("$VENV/$bin/python" -c 'import tracker; print(tracker.__version__)')
wheel=dist/impact_tracker-$version-py3-none-any.whl

# An environment with the program and nothing else: what is in it is what is packed.
"$VENV/$bin/python" -m venv --without-pip "$env"
"$VENV/$bin/python" -m pip --python "$python" install --quiet "$wheel" --constraint constraints.txt
"$VENV/$bin/python" packaging/check_wheel.py "$wheel"
"build/tools/$bin/cyclonedx-py" environment "$python" --pyproject pyproject.toml --output-reproducible \
    --output-file build/impact-tracker.cdx.json
cp build/impact-tracker.cdx.json "dist/impact-tracker-$version.cdx.json"
QT_QPA_PLATFORM=offscreen "$python" packaging/app_icons.py build/icons
"$python" packaging/command_docs.py build/commands

say "Making the folder that needs no Python"
"$VENV/$bin/python" -m pip --python "$python" install --quiet "$(grep ^pyinstaller packaging/build_requirements.txt)"
"$env/$bin/pyinstaller" --log-level WARN --noconfirm --distpath build/bundle --workpath build/work \
    packaging/impact_tracker.spec
bundle=build/bundle/impact-tracker
if [ "$(uname)" = Linux ] && command -v strip >/dev/null; then
    strip --strip-unneeded "$bundle"/_internal/libpython*.so* 2>/dev/null || true # 20 MB of debugging, where it was kept
fi
try "$bundle" "$bundle/impact-tracker"
du -sh "$bundle"

if [ "$(uname)" = Linux ] && command -v dpkg-deb >/dev/null; then
    sh packaging/deb.sh "$python"
    rm -rf build/installed
    dpkg-deb --extract "dist/impact-tracker_${version}_$(dpkg --print-architecture).deb" build/installed
    try "the .deb" build/installed/usr/bin/impact-tracker
fi
[ "$(uname)" != Darwin ] || sh packaging/macos/dmg.sh "$version"
if command -v makensis >/dev/null; then
    say "Compiling the installer for Windows"
    set -- -V2 "-DVERSION=$version"
    [ -n "$windows" ] || set -- "$@" "-DBUNDLE=$PWD/build/icons" "-DOUT=$PWD/build/installer-without-program.exe"
    makensis "$@" packaging/windows/installer.nsi
elif [ -n "$windows" ]; then
    say "There is no makensis: without NSIS (nsis.sourceforge.io) no installer can be made." >&2
    exit 1
fi
say "In dist/:"
ls -l dist

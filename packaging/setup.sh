#!/bin/sh
# Brings what is lacking: packages of the system, then the environment. run.sh and test.sh begin with it.
#   sh packaging/setup.sh [--yes] [--screen] [--dev] [--tests | --all]
# --screen: also what a window on a screen needs. --dev: also what only who changes the program needs, in the
# environment. --tests: that, and says which tools some tests do without. --all: installs these too. --yes: asks
# nothing, and neither does it where CI is set.
# PYTHON names another Python, VENV another folder for the environment.
set -eu
CDPATH='' cd -- "$(dirname "$0")/.."
clone=$(pwd)
VENV=${VENV:-.venv}
# Git's sh on Windows finds programs elsewhere in an environment.
case $(uname) in MINGW* | MSYS* | CYGWIN*) bin=Scripts ;; *) bin=bin ;; esac
export PIP_DISABLE_PIP_VERSION_CHECK=1

main() {
    yes='' screen='' tests='' all='' dev=''
    for word; do
        case $word in
            --yes) yes=yes ;;
            --screen) screen=screen ;;
            --dev) dev=yes ;;
            --tests) tests=tests dev=yes ;;
            --all) screen=screen tests=tests all=yes dev=yes ;;
            *) stop "setup.sh knows --yes, --screen, --dev, --tests and --all, but not $word." ;;
        esac
    done
    case ${CI:-} in '' | 0 | false) ;; *) yes=yes ;; esac
    trap 'say "Stopped. The same command goes on; what is half made, it makes anew." >&2; exit 130' INT TERM
    find_python
    find_lacking
    [ -z "$names" ] || bring_packages
    install_them='; with --all they are installed'
    [ -z "$all" ] || install_them=''
    [ -z "$wanted" ] || say "Some tests skip themselves for want of $wanted$install_them."
    ready || make_environment
}

say() { printf '%s\n' "$*"; }

stop() {
    say "$*" >&2
    exit 1
}

# --- Python

find_python() {
    set -- python3 python3.14 python3.13 python3.12 python3.11
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for python; do
        ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 0
    done
    python=''
    if command -v "$1" >/dev/null; then
        stop "Impact Tracker needs Python 3.11 or newer, and $1 is $("$1" -V 2>&1 | head -n 1): install a newer" \
            "one and put its name before the command, as in: PYTHON=python3.12 sh packaging/run.sh"
    elif [ -n "${PYTHON:-}" ]; then
        stop "There is no $PYTHON here: let PYTHON name a Python 3.11 or newer, or leave it out."
    fi
}

# --- Packages of the system

find_lacking() {
    manager=''
    for name in zypper pacman dnf apt-get; do
        ! command -v "$name" >/dev/null || manager=$name
    done
    needed='' wanted=''
    if [ "$(uname)" != Linux ]; then
        [ -n "$python" ] || needed=$(lacking python)
    else
        [ -z "$screen" ] || ! wayland_works || screen=''
        needed=$(lacking python qt "$screen")
        wanted=$(lacking "$tests")
    fi
    names=$needed
    [ -z "$all" ] || names="$needed${needed:+${wanted:+ }}$wanted"
}

# The packages, on one line, that these groups need and this system lacks.
lacking() {
    while read -r group kind thing apt dnf pacman zypper; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        ! is_here "$kind" "$thing" </dev/null || continue
        # A Python of another name has the package of its own.
        [ "$kind" != module ] || [ -z "$python" ] || apt=${python##*/}-venv
        case $manager in
            dnf) say "$dnf" ;;
            pacman) say "$pacman" ;;
            zypper) say "$zypper" ;;
            *) say "$apt" ;;
        esac
    done <packaging/system_packages.txt | sort -u | paste -s -d ' ' -
}

is_here() {
    case $1 in
        python) [ -n "$python" ] ;;
        module) [ -n "$python" ] && "$python" -c "import venv, $2" 2>/dev/null ;;
        library) [ -n "$python" ] && "$python" -IS -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" 2>/dev/null ;;
        command) command -v "$2" >/dev/null ;;
        office) office=$(command -v soffice) && [ -e "$(dirname "$(readlink -f "$office")")/$2" ] ;;
    esac
}

# On a Wayland screen Qt needs no X11 libraries.
wayland_works() {
    [ -n "${WAYLAND_DISPLAY:-}" ] || return 1
    for part in client cursor egl; do
        is_here library "libwayland-$part.so.$([ $part = egl ] && echo 1 || echo 0)" || return 1
    done
}

bring_packages() {
    sudo=''
    [ "$(id -u)" = 0 ] || sudo=sudo
    if may_install; then
        install_packages
        find_python
        find_lacking
    fi
    [ -z "$needed" ] || stop "Impact Tracker lacks something of this system; install it, then type the same command again: $(by_hand)"
}

by_hand() {
    how=''
    [ -z "$sudo" ] || how='sudo '
    [ -z "$how" ] || command -v sudo >/dev/null || how='as root, '
    case $(uname):$manager in
        Darwin:*) say "Python 3.11 or newer, from python.org or with brew install python" ;;
        *:) say "$needed (these are Debian's names)" ;;
        *:pacman) say "${how}pacman -S $needed" ;;
        *) say "${how}$manager install $needed" ;;
    esac
}

# Only apt-get has been tried: who has another is told the names.
may_install() {
    [ "$manager" = apt-get ] || return 1
    [ -n "$sudo" ] || return 0
    command -v sudo >/dev/null || return 1
    [ -z "$yes" ] || return 0
    [ -t 0 ] || return 1
    say "Impact Tracker lacks these packages of the system: $names"
    printf '%s' "Shall sudo apt-get install them? [Y/n] "
    read -r answer || answer=no
    case $answer in '' | [Yy] | [Yy][Ee][Ss]) ;; *) return 1 ;; esac
}

# What some tests want comes last: where one name is unknown, what everybody needs is there all the same.
install_packages() {
    say "Installing $names"
    [ -n "$all" ] || wanted=''
    # shellcheck disable=SC2016 # this is for the other sh to expand
    set -- sh -c '
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        for names; do
            [ -z "$names" ] || apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=120 $names || exit
        done
    ' sh "$needed" "$wanted"
    if [ -n "$sudo" ] && [ -t 0 ]; then set -- sudo "$@"; elif [ -n "$sudo" ]; then set -- sudo -n "$@"; fi
    "$@" </dev/null || say "Not everything could be installed, for the reason above. It takes a network, and the right to install." >&2
}

# --- The environment

# .installed is written last and holds the clone's place; while .making is there, it is half made.
ready() {
    works && { [ -z "$dev" ] || [ -e "$VENV/.dev" ]; } && [ -z "$(find pyproject.toml constraints.txt -newer "$VENV/.installed")" ]
}

works() {
    [ ! -e "$VENV/.making" ] && [ -e "$VENV/.installed" ] && [ "$(cat "$VENV/.installed")" = "$clone" ] &&
        "$VENV/$bin/python" -c 'import tracker' 2>/dev/null
}

make_environment() {
    if works; then
        say "Bringing the environment in $VENV up to date."
    else
        say "Making the environment in $VENV, once: about 125 MB to fetch, and half a quiet minute to unpack them."
        if [ -e "$VENV/.making" ] || [ -e "$VENV/.installed" ]; then
            rm -rf "${VENV:?}/$bin" "${VENV:?}/lib" "${VENV:?}/lib64" "$VENV/include" "$VENV/pyvenv.cfg" "$VENV/.compared" "$VENV/.dev"
        fi
    fi
    mkdir -p "$VENV"
    # An environment that somebody else made has neither mark, and is never taken away.
    if [ ! -e "$VENV/pyvenv.cfg" ] || [ -e "$VENV/.installed" ]; then : >"$VENV/.making"; fi
    rm -f "$VENV/.installed"
    "$python" -m venv "$VENV" || stop "$python could not make an environment in $VENV, for the reason above."
    bar=off
    [ ! -t 1 ] || bar=on
    what=.
    if [ -n "$dev" ] || [ -e "$VENV/.dev" ]; then what='.[dev]'; fi
    "$VENV/$bin/python" -m pip install --progress-bar "$bar" --editable "$what" --constraint constraints.txt ||
        stop "The environment is not complete, for the reason above. Is there a network? The same command tries again."
    [ "$what" = . ] || : >"$VENV/.dev"
    say "$clone" >"$VENV/.installed"
    rm -f "$VENV/.making"
}

main "$@"

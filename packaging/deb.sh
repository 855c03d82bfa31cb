#!/bin/sh
# Makes dist/impact-tracker_VERSION_ARCHITECTURE.deb of build/bundle; package.sh calls it.   sh packaging/deb.sh PYTHON
# PYTHON has the program installed. Every file lies where the Filesystem Hierarchy Standard has it.
set -eu
CDPATH='' cd -- "$(dirname "$0")/.."
python=$1
id=$("$python" -c 'import tracker; print(tracker.APP_ID)')
version=$("$python" -c 'import tracker; print(tracker.__version__)')
architecture=$(dpkg --print-architecture)
root=build/deb
share=$root/usr/share
rm -rf "$root"

mkdir -p "$root/usr/lib" "$root/usr/bin"
cp -R build/bundle/impact-tracker "$root/usr/lib/impact-tracker"
ln -s ../lib/impact-tracker/impact-tracker "$root/usr/bin/impact-tracker"

put() { install -D -m 644 "$1" "$share/$2"; }
put "packaging/linux/$id.desktop" "applications/$id.desktop"
put "packaging/linux/$id.metainfo.xml" "metainfo/$id.metainfo.xml"
put "packaging/linux/$id.xml" "mime/packages/$id.xml"
for size in 16 22 24 32 48 64 128 256 512; do
    put "build/icons/$size.png" "icons/hicolor/${size}x$size/apps/$id.png"
    put "build/icons/$size.png" "icons/hicolor/${size}x$size/mimetypes/application-x-impact-tracker.png"
done
put resources/icons/app.svg "icons/hicolor/scalable/apps/$id.svg"
put resources/icons/app.svg icons/hicolor/scalable/mimetypes/application-x-impact-tracker.svg
put build/commands/impact-tracker.1 man/man1/impact-tracker.1
put build/commands/impact-tracker.bash bash-completion/completions/impact-tracker
put build/commands/impact-tracker.zsh zsh/vendor-completions/_impact-tracker
put build/commands/impact-tracker.fish fish/vendor_completions.d/impact-tracker.fish
put LICENSE doc/impact-tracker/copyright
put CHANGELOG.md doc/impact-tracker/changelog
put build/impact-tracker.cdx.json doc/impact-tracker/impact-tracker.cdx.json
gzip -9 -n "$share/man/man1/impact-tracker.1" "$share/doc/impact-tracker/changelog"
chmod -R u=rwX,go=rX "$root"

# The libraries stand once, in the list that setup.sh reads; Debian 13 has glib under a newer name.
libraries=$(awk '$1 == "qt" || $1 == "screen" { print $4 }' packaging/system_packages.txt | sort -u | paste -s -d , - |
    sed 's/,/, /g; s/libglib2.0-0/libglib2.0-0t64 | libglib2.0-0/')
mkdir "$root/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@SIZE@/$(du -sk "$root/usr" | cut -f 1)/" -e "s/@GLIBC@/$(getconf GNU_LIBC_VERSION | cut -d ' ' -f 2)/" \
    -e "s/@LIBRARIES@/$libraries/" packaging/linux/control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -exec md5sum {} +) >"$root/DEBIAN/md5sums"
dpkg-deb --root-owner-group -Zzstd --build "$root" "dist/impact-tracker_${version}_$architecture.deb"

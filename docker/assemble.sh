#!/bin/sh
# Runs in the build stage: collects, under /stage, exactly what a candidate needs and nothing else.
#
# /stage/inside is the candidates' whole world (they are chrooted into it): the interpreter, the standard library
# without its tests and installers, the pinned packages and the shared libraries all of these load. Our candidate code
# is added in a layer of its own. Links at the top (/usr -> inside/usr, ...) make every path mean the same before and
# after the chroot. There is no shell, no package manager and no /etc inside.
#
# usage: assemble.sh REQUIREMENTS; with /build/wheelhouse present nothing is fetched from anywhere.
set -eu
requirements=$1
stage=/stage
inside=$stage/inside
packages=/opt/packages

python=$(readlink -f "$(command -v python3)")
stdlib=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
mkdir -p "$inside$packages" "$inside$stdlib" "$inside$(dirname "$python")" "$inside/dev" "$inside/proc" "$inside/scratch"

# --- the pinned packages ----------------------------------------------------------------------
"$python" -m venv /build/venv
set -- --require-hashes --only-binary :all: --no-compile --no-cache-dir --disable-pip-version-check
if [ -d /build/wheelhouse ]; then
    set -- "$@" --no-index --find-links /build/wheelhouse
fi
/build/venv/bin/python -m pip install --quiet "$@" --target "$inside$packages" -r "$requirements"
rm -rf "$inside$packages/bin"
for waste in test include share; do
    rm -rf "$inside$packages/torch/$waste"
done
find "$inside$packages" -type d -path '*/numpy/*' -name tests -prune -exec rm -rf {} +

# --- the interpreter --------------------------------------------------------------------------
cp "$python" "$inside$python"
tar -C "$stdlib" -c --exclude=./site-packages --exclude=./dist-packages --exclude=./test --exclude=./ensurepip \
    --exclude=./idlelib --exclude=./lib2to3 --exclude=./tkinter --exclude=./turtledemo --exclude=./venv \
    --exclude='./config-*' --exclude='__pycache__' . | tar -C "$inside$stdlib" -x
"$python" -m compileall -q -j 0 -s "$inside" --invalidation-mode unchecked-hash "$inside$stdlib" "$inside$packages" \
    >/dev/null || true # some packages carry templates that are no Python

# --- shared libraries -------------------------------------------------------------------------
for link in lib lib32 lib64; do
    if [ -L "/$link" ]; then cp -P "/$link" "$inside/$link"; fi
done
copy_library() { # keeps the name under which the loader looks for it
    place=$(readlink -f "$(dirname "$1")")
    mkdir -p "$inside$place"
    [ -e "$inside$place/$(basename "$1")" ] || cp -L "$1" "$inside$place/"
}
{
    printf '%s\n' "$python"
    find "$inside" -name '*.so' -o -name '*.so.*'
} | while read -r binary; do
    ldd "$binary" 2>/dev/null || true
done | sed -n -e 's/.*=> \(\/[^ ]*\) (.*/\1/p' -e 's/^[[:space:]]*\(\/[^ ]*ld-[^ ]*\) (.*/\1/p' | sort -u |
    while read -r library; do
        case $library in
        "$inside"*) ;;
        *) copy_library "$library" ;;
        esac
    done

# --- the top ----------------------------------------------------------------------------------
chmod -R u+rwX,go+rX,go-w "$inside"
chmod 1777 "$inside/scratch"
ln -s scratch "$inside/tmp" # not the other way round: gVisor covers a /tmp at the top with one of its own
for entry in "$inside"/*; do
    name=$(basename "$entry")
    case $name in
    dev | proc | tmp) ;;
    *) ln -s "inside/$name" "$stage/$name" ;;
    esac
done
ln -s "$python" "$stage/python3"
mkdir -p "$stage/etc"
cp -R /etc/ld.so.conf /etc/ld.so.conf.d "$stage/etc/" 2>/dev/null || true
ldconfig -r "$stage" 2>/dev/null || true # libraries in places of their own (/usr/local/lib) are found through it

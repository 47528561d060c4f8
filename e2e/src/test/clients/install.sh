#!/usr/bin/env bash
# install.sh DIR: installs what DIR's lock file pins (package-lock.json or requirements.txt) into a cache outside
# the tree and prints the folder: the node_modules (for NODE_PATH) or the site folder (for PYTHONPATH).
# The cache is $GUILDHALL_CACHE, by default ~/.cache/guildhall, one folder for each content of a lock file.
set -euo pipefail

fail() { echo "install.sh: $*" >&2; exit 2; }
digest() { { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-16; }

dir=$(cd "${1:?usage: install.sh DIR}" && pwd)
name=$(basename "$dir")
cache=${GUILDHALL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guildhall}
mkdir -p "$cache"

if [ -f "$dir/package-lock.json" ]; then
    command -v node >/dev/null || fail "Node.js is not on PATH. The tests run discord.js and the schema check with it: install Node.js 18 or newer (https://nodejs.org, or the package nodejs)."
    command -v npm >/dev/null || fail "npm is not on PATH. It comes with Node.js (https://nodejs.org), or in the package npm."
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge 18 ] || fail "Node.js $(node --version) is too old: the tests need 18 or newer."
    home=$cache/$name-$(cat "$dir/package.json" "$dir/package-lock.json" | digest)
    result=$home/node_modules
    fill() { cp "$dir/package.json" "$dir/package-lock.json" "$1" && (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2); }
elif [ -f "$dir/requirements.txt" ]; then
    command -v python3 >/dev/null || fail "python3 is not on PATH. The tests run discord.py with it: install Python 3.10 or newer (https://python.org, or the package python3)."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || fail "$(python3 --version) is too old: the tests need 3.10 or newer."
    python3 -m pip --version >/dev/null 2>&1 || fail "python3 has no pip. Install the package python3-pip, or run: python3 -m ensurepip"
    home=$cache/$name-$({ cat "$dir/requirements.txt"; python3 -c 'import sys, platform; print(sys.implementation.cache_tag, platform.machine())'; } | digest)
    result=$home/site
    fill() { python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$1/site" -r "$dir/requirements.txt" >&2; }
else
    fail "$dir has neither package-lock.json nor requirements.txt"
fi

if [ ! -d "$home" ]; then
    fresh=$(mktemp -d "$cache/.new-XXXXXX")
    trap 'rm -rf "$fresh"' EXIT
    echo "installing what $name pins into $home" >&2
    fill "$fresh" || fail "installing what $dir pins failed, see above: is the package registry reachable?"
    mv -T "$fresh" "$home" 2>/dev/null || [ -d "$home" ] || mv "$fresh" "$home"
fi
echo "$result"

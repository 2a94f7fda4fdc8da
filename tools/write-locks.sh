#!/bin/sh
# Writes requirements/*.lock: exact versions with checksums, one set for every Python and system.
# No index address and no setting of this machine gets in.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null 2>&1; then
    echo 'make lock needs uv. Fix: python -m pip install uv' >&2
    exit 1
fi

# What the README shows works after `make demo`, the server included.
# One version for all Pythons ("fewest"): exports are promised to be the same byte for byte.
# Extras stay ("coverage[toml]==…"): pip with --require-hashes takes the newest release otherwise.
compile() {
    uv --no-config --quiet pip compile pyproject.toml --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
        --custom-compile-command 'make lock' "$@"
}

compile --group build --extra serve --output-file requirements/base.lock
compile --group dev --extra serve --constraint requirements/base.lock --output-file requirements/dev.lock

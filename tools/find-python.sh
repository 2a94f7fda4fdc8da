#!/bin/sh
# Prints the path of a Python >= 3.11 that can make virtual environments; says what is missing otherwise.
# $PYTHON, if set, is the only one tried.
set -eu

usable='
import sys
if sys.version_info < (3, 11):
    sys.exit(1)
import ensurepip, venv
print(sys.executable)
'

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.13 python3.12 python3.11 python
fi

for name in "$@"; do
    # A version manager puts names on the PATH that do not run: only running one tells.
    if path=$("$name" -c "$usable" 2>/dev/null); then
        echo "$path"
        exit 0
    fi
done

cat >&2 <<MESSAGE
attachgraph needs Python 3.11 or newer with its venv module, and found none.
Tried: $*
Fix: install it from https://www.python.org/downloads/
     or, on Debian and Ubuntu: apt-get install python3 python3-venv
     or, with Homebrew:        brew install python@3.13
     Python is elsewhere?      make demo PYTHON=/path/to/python3
MESSAGE
exit 1

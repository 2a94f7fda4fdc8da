#!/bin/sh
# Makes sure that there is a Chromium for the tests of the explorer; touches nothing if there is one.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo 'Installing Chromium for the tests of the explorer ...'
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    exit 0
fi

cat >&2 <<'MESSAGE'
The tests of the explorer need Chromium, and none was found.
Fix: on Debian as administrator:  apt-get install chromium
     elsewhere: install Chromium or Chrome so that one of these commands runs:
                chromium, chromium-browser, google-chrome
MESSAGE
exit 1

#!/bin/sh
# Makes sure that the programs are there which the tests start: Chromium and Firefox for the explorer, Virtuoso as
# a remote store, R for its recipe, with metafor and clubSandwich for the syntheses. Touches nothing if they are.
set -eu

find_one() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

packages=
find_one chromium chromium-browser google-chrome || packages="$packages chromium"
find_one firefox-esr firefox || packages="$packages firefox-esr"
find_one curl || packages="$packages curl"
find_one Rscript || packages="$packages r-base-core"
if ! find_one Rscript || ! Rscript -e 'library(metafor); library(clubSandwich)' >/dev/null 2>&1; then
    packages="$packages r-cran-metafor r-cran-clubsandwich"
fi
find_one virtuoso-t || packages="$packages virtuoso-opensource-7-bin"
if [ -z "$packages" ]; then
    exit 0
fi

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$packages ..."
    apt-get update -qq
    # shellcheck disable=SC2086 - the names are separate words
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
    exit 0
fi

cat >&2 <<MESSAGE
The tests need programs that were not found:$packages
Fix: on Debian as administrator:  apt-get install$packages
     elsewhere: install Chromium or Chrome so that one of these commands runs:
                chromium, chromium-browser, google-chrome
                Firefox so that one of these commands runs: firefox-esr, firefox
                curl,
                R so that this command runs: Rscript, with its packages metafor and clubSandwich,
                and Virtuoso 7 so that this command runs: virtuoso-t
MESSAGE
exit 1

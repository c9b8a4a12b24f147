#!/bin/sh
# Makes NotoSansSC-subset.ttf anew from the published font, in a temporary folder.
# Needs node and npm, and the npm registry; a build of the product needs none of them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund @expo-google-fonts/noto-sans-sc@0.4.3 subset-font@2.9.0 >/dev/null
node "$here/subset.mjs" "$work/node_modules" "$here/NotoSansSC-subset.ttf"
cp "$work/node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT" "$here/OFL.txt"

#!/bin/sh
# A disk image of dist/Lowexp.app, with the folder to drag it into beside it: make-dmg.sh VERSION
# With SIGN_AS set to a certificate's name the program is signed by it, otherwise for this machine alone.
set -eu
cd "$(dirname "$0")/../.."
version=$1
image="dist/lowexp-$version-macos-$(uname -m).dmg"
folder=build/dmg

codesign --force --deep --options runtime --sign "${SIGN_AS:--}" \
    --entitlements packaging/macos/entitlements.plist dist/Lowexp.app
rm -rf "$folder" "$image"
mkdir -p "$folder"
cp -R dist/Lowexp.app "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "Lowexp $version" -srcfolder "$folder" -format ULMO "$image"

#!/bin/sh
# Adds Lowexp to your own menu where it lies now, or takes it out again: menu-entry.sh [add|remove]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}

update() {
    # Where these programs are missing, the desktop looks by itself at the next log-in.
    command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications" || true
    command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
}

files() {
    (cd "$here/share" && find icons mime/packages applications -type f)
}

case ${1:-add} in
add)
    files | while read -r file; do
        mkdir -p "$data/$(dirname "$file")"
        cp "$here/share/$file" "$data/$file"
    done
    # A quotation mark around the path, since it may have blanks.
    sed -e "s|^Exec=lowexp-gui|Exec=\"$here/lowexp-gui\"|" -e '/^TryExec=/d' \
        "$here/share/applications/lowexp.desktop" >"$data/applications/lowexp.desktop"
    update
    echo "Lowexp is in your menu. If you move its folder, run this again."
    ;;
remove)
    files | while read -r file; do rm -f "$data/$file"; done
    update
    echo "Lowexp is no longer in your menu. Now you can delete its folder."
    ;;
*)
    echo "usage: $0 [add|remove]" >&2
    exit 2
    ;;
esac

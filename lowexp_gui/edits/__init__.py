"""The user's edits of photos, in the program's database and in sidecars."""

"""Which photo is enhanced when, by which model or method, and where its result is kept."""

"""The rules that the package ships: rows of TOML and CSV, read by `rulebook`."""

"""The citation graph of a folder: built from the registry, written in five formats, and asked."""

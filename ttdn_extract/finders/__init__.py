"""Finders: the flowed text and its folded view -> mentions. They do not know each other; `pipeline` calls them in turn."""

"""The rivals: each a service of its own over the same rows, started beside ours."""

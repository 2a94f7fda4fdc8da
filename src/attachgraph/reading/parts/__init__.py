"""The special parts of an entry, each read by a file of its own."""

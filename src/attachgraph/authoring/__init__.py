"""Help for those who write entries: templates to begin with, and a schema for their editor.

In: what an entry is to be about. Out: text. Knows what reading understands; stores nothing.
"""

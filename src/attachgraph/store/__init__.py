"""The embedded store on disk: open it, publish a new one, keep it whole.

In: a folder or N-Quads. Out: a store of the engine. Knows no query.
"""

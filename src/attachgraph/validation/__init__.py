"""Return whether a dataset is sound: shapes, rules, and quotes that are still in their texts.

In: a store. Out: what is wrong with it, as data. Not conforming is a result here, never an error.
Nothing in this package changes a store, and nothing in it loads a remote file.
"""

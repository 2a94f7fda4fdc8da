"""The explorer: one HTML page that shows the dataset offline.

In: a pyoxigraph store. Out: the text of a page. The only part that knows pyvis and its templates.
"""

"""Figures for papers: vector graphics with a caption and a text for those who cannot see them.

In: a corpus of :mod:`attachgraph.network`. Out: :class:`~attachgraph.views.plots.figure.Plot`
objects. Shows only what is in the data. The only place that knows matplotlib.
"""

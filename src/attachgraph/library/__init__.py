"""Bibliographies and coded results, in and out.

In: files of reference managers and spreadsheets. Out: the library and the tables of a dataset
folder, and bibliographies in the formats that reference managers read.
"""

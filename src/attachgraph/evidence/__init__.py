"""What studies found, and how claims stand because of it.

In: the tables of a dataset. Out: studies, samples, results and claims as dataclasses, and the
standing of each claim by one published rule. No module here knows a store or a page.
"""

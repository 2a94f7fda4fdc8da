"""Hand a dataset on: what changed, what describes it, and a folder ready to deposit.

In: a store. Out: differences, descriptions in the vocabularies that archives and search engines
read, and a release. Nothing here asks another machine.
"""

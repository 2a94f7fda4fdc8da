"""What studies say together: chosen, counted by independent sample, and pooled where it is right.

In: evidence and a question. Out: one answer with its limits. Knows no store, no page, no command.
"""

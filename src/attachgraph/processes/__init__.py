"""Processes that work for this one and can be ended: the only supervisor of the package.

In: a function that answers requests. Out: :class:`~.worker.Worker`, which takes requests and gives
frames, and ends when it is killed or when its parent does. Queries, the server and builds use it.
Knows nothing of what is asked or answered.

The engine has no time limit and cannot be interrupted, and a document can hold up or crash whatever
reads it: only the end of a process ends such work. Measured with the engine's own server, which has
a time limit (oxigraph 0.5.13): a count over a cross product and a sort of one went on beyond it.
"""

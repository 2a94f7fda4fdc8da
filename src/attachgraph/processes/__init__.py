"""Processes that work for this one and can be ended: the only supervisor of the package.

In: a function that answers requests. Out: :class:`~.worker.Worker`, which takes requests and gives
frames, and ends when it is killed or when its parent does. Knows nothing of what is asked. The
engine has no time limit that holds, and a document can crash its reader: only the end of a process
ends such work.
"""

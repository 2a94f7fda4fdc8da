"""The graph as tools for an assistant that speaks the Model Context Protocol.

In: a graph of the façade. Out: read-only tools, each answer small and with its words, standing,
sources and licence. Only :mod:`.server` knows the SDK.
"""

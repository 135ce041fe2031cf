"""The reference execution: generic resolvers over the loaders, run by graphql-core.

Slow and plain on purpose. It shares with the compiled execution the declarations, the conversion of single
values and the form of cursors; filters, orders, pages, dates and nulls it works out in Python on its own.

resolvers  the resolvers of a model, and a document run by them
lists      one page of a connection: sorted, cut, counted
measures   what a list comes to, as a whole or in groups
ownership  chains, link by link
search     hits, node by node
surroundings what is around a node, how two are connected
findings   what rules find, node by node
changes    what began and ended in a period
indicators figures computed of a node
filters    whether a node meets a filter
reading    nodes and links as they are met, and the days that rule them
"""

from resolvers.reference.resolvers import Reference, execute

__all__ = ["Reference", "execute"]

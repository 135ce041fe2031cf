"""The graph, with no GraphQL in it.

In order of a read:

model     what exists: properties, relationships, node types; a value
plan      Select: what one read asks of the graph
rules     what is wrong with a node, or worth a look; a value
counts    how much a graph holds
cost      Select and counts → what a read will cost
cypher    Select → Statement
connection how a graph is reached
session   Statement → record: the driver, its deadlines and failures
reach     whether a graph can be read, and what is in the way
shape     Select and record → answer
chains    the algebra of ownership: shares held through others
search    what is searched, and a text as indexes are asked for it
ddl       model → constraints and indexes
errors    everything that can go wrong, as one tree
"""

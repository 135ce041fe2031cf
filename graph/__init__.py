"""The graph, with no GraphQL in it.

In order of a read:

model     what exists: properties, relationships, node types; a value
values    how a property's value is written, how it is kept, and how it is answered
identity  identifiers that stay the same however often a source is loaded
plan      Select: what one read asks of the graph
cursor    a place in one ordering, opaque to clients
collation the order of texts, and where the database mistakes it
rules     what is wrong with a node, or worth a look; a value
counts    how much a graph holds
narrowing Select and counts → among how many nodes a filter looks
cost      Select and counts → what a read will cost
cypher    Select → Statement
connection how a graph is reached
session   Statement → record: the driver, its deadlines and failures
cohort    reads of one statement that wait at the same moment, sent as one
turns     reads that take long, a few at a time
places    how many reads are on their way at a time
paces     how long reads of each statement take
explain   what the database did for a statement, as plain values
reach     whether a graph can be read, and what is in the way
shape     Select and record → answer
chains    the algebra of ownership: shares held through others
search    what is searched, and a text as indexes are asked for it
marks     what nodes lack, said by themselves for the sake of indexes
ddl       model → constraints and indexes
errors    everything that can go wrong, as one tree
"""

"""Plan → Statement: the Cypher of one operation, one record however many root fields.

What is found at the root is sought by a statement before, whose row is a parameter.

Every field is one expression and every list one COLLECT subquery, so a row is a list by position.
Values enter as parameters alone; labels, types and properties come from the model alone.

render      a plan, its rows and columns, field by field
measures    aggregates and groups
indicators  declared Cypher behind a node, row by row
ownership   chains: links above and below a node
search      what full-text indexes find, ranked
pages       connections: one page, its edges, its count
findings    what each rule's check looks at and keeps
changes     what began and ended in a period
found       pages of findings
order       the keys of a total order, and what lies beyond a place in it
seeks       pages of whole node types, read in the order of an index
anchors     what a select finds, entered from nodes that keys name
texts       what values are compared with: texts by code points
conditions  which nodes match: hops, dates, predicates
surroundings  what is around a node, routes between two
declared    Cypher that a model declares, filled with variables and parameters
names       variables, parameters, quoted names
"""

from graph.cypher.names import VALUE, Statement, Together, parameters, quoted
from graph.cypher.render import render

__all__ = ["VALUE", "Statement", "Together", "parameters", "quoted", "render"]

"""GraphQL → graph.

execute     the whole path of one read, and the caches of documents and plans
cache       what is kept of earlier requests
limits      how much one operation may ask for
planner     selection sets → Plan
planned     what planning comes to
collecting  selection sets → fields by response key
connections what is asked of a connection → its parts
identified  node, nodes: whatever has a global id
measuring   what is asked of an aggregate or of groups → measures and keys
search      what is asked of a search → indexes, queries, hits
ownership   what is asked of a chain of ownership → its parts
surroundings what is asked around a node, and of routes between two
findings    what is asked of findings → their page
changes     what is asked of the changes of a period → their page
indicators  what is asked of an indicator → its part of the plan
arguments   arguments → holes of a plan, and what fills them
stated      what is given for an argument, and a word where it is null
filters     where → predicates
areas       within, inBox, inPolygon → what an area is told by
rings       polygons by their corners, as the database is asked about them
orders      orderBy → sort keys
paging      first, after, last, before → pages
census      how much the graph holds, for estimates of cost
pricing     what operations of one plan cost
reading     a compiled operation → its answer
shaping     answers that take long to make, in threads of their own
answers     bodies, statuses, errors as GraphQL tells them
incidents   failures that are not the client's
observing   who is told how requests fare
introspecting what is asked of the schema itself, kept
exporting   a document of one list → the same page by page, and its columns
reference   the same answers by plain resolvers over the loaders, for tests and introspection
"""

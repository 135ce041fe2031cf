"""GraphQL → graph.

execute     the whole path of one read, and the caches of documents and plans
planner     selection sets → Plan
collecting  selection sets → fields by response key
connections what is asked of a connection → its parts
measuring   what is asked of an aggregate or of groups → measures and keys
search      what is asked of a search → indexes, queries, hits
arguments   arguments → holes of a plan, and what fills them
filters     where → predicates
orders      orderBy → sort keys
paging      first, after, last, before → pages
reference   the same answers by plain resolvers over the loaders, for tests and introspection
"""

"""GraphQL → graph.

execute     the whole path of one read, and the caches of documents and plans
planner     selection sets → Plan
arguments   arguments → holes of a plan, and what fills them
reference   the same answers by plain resolvers over the loaders, for tests and introspection
"""

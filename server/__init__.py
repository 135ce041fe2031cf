"""What faces processes and people.

settings   what the environment says
entry      where the command begins
cli        the command line
managed    a Neo4j of the service's own
app        the application
http       GraphQL over HTTP
headers    what every answer says to browsers
graphiql   the page for trying queries
manual     the reference of every type, as Markdown
"""

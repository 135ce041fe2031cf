"""What faces processes and people.

settings   what the environment says
wording    what is wrong with them, in plain words
entry      where the command begins
cli        the command line
managed    a Neo4j of the service's own
app        the application
protocol   HTTP as it comes from the wire
endpoint   where GraphQL is asked
readers    who is answered from which model
principals who asks, by their token
audit      who read what, written down
http       GraphQL over HTTP
headers    what every answer says to browsers
exports    one list as a file
tabular    rows as CSV and JSON Lines
metrics    figures as Prometheus reads them
warming    documents asked once before anybody asks them
garbage    what Python's collector looks at
ending     what is under way when serving ends
worker     one of several processes that serve
proxies    what the environment names on the way to others
errors     what the command line tells a person
graphiql   the page for trying queries
manual     the reference of every type, as Markdown
"""

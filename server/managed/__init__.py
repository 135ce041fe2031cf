"""A real Neo4j Community on this machine, started and stopped by the service; Java and jars come as packages.

server   one data folder's database: its port, its password, its process
conf     what it is told in its neo4j.conf
sharing  who uses it, and who is the last
watch    one that dies under a service is started again
processes  whether one runs, and how it is ended
faults   why it does not come to run, each with its remedy
java     Java from its wheel
jars     which jars a version needs, by the lists in lists/, and whether each is there
fetch    those that are not, from Maven Central
importing  a graph made anew from files, and what is left of one that was broken off
room     whether its folder can be written, and has room
ports    which are free, and who listens
archive  classes that Java keeps ready between starts
resolve  the lists, written anew
"""

from server.managed.server import ManagedNeo4j, Meanwhile

__all__ = ["ManagedNeo4j", "Meanwhile"]

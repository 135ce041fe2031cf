"""A real Neo4j Community on this machine, started and stopped by the service; Java and jars come as packages.

packages  Java from its wheel, the server's jars from Maven Central, whole or not at all
server    one data folder's database: its port, its password, its process
"""

from server.managed.server import ManagedNeo4j

__all__ = ["ManagedNeo4j"]

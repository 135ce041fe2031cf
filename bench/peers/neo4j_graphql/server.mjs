// @neo4j/graphql on Apollo Server, over the same Neo4j. node server.mjs PORT
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const held = (r) => `(${r}.validFrom IS NULL OR ${r}.validFrom <= date()) AND (${r}.validTo IS NULL OR ${r}.validTo > date())`;
const chain = `
  MATCH way = (:Building {code: $code})(()<-[rs:OWNS|HOLDS_SHARE WHERE ${held("rs")}]-()){1,20}(o)
  WHERE NOT EXISTS { MATCH (o)<-[r:OWNS|HOLDS_SHARE]-() WHERE ${held("r")} }
  WITH o, sum(reduce(part = 1.0, r IN rs | part * coalesce(r.share, 1000000000000) / 1e12)) AS share
  RETURN {partyId: o.id, name: o.name, share: share} AS stake`;
const subtree = `
  MATCH (:Agency {code: $code})<-[w:SUBORDINATE_TO*0..]-(a:Agency) WHERE all(r IN w WHERE ${held("r")})
  WITH DISTINCT a
  OPTIONAL MATCH (a)-[r:USES]->(m:Room) WHERE ${held("r")}
  WITH count(DISTINCT a) AS agencies, collect(DISTINCT m) AS rooms
  RETURN {agencies: agencies, rooms: size(rooms), area: reduce(sum = 0.0, m IN rooms | sum + coalesce(m.usableAreaM2, 0.0))} AS below`;
const around = `
  MATCH (n:Node {id: $id})-[r]-(:Node) WHERE ${held("r")}
  WITH type(r) AS kind, startNode(r) = n AS out, count(*) AS number
  RETURN {kind: kind, direction: CASE WHEN out THEN 'OUT' ELSE 'IN' END, count: number} AS links`;
const search = `
  CALL db.index.fulltext.queryNodes('Building_words_7fc91a', '"' + $text + '"', {limit: 50}) YIELD node, score
  WITH node ORDER BY node.name <> $text, score DESC, node.name, node.id LIMIT 1
  RETURN node`;
// What it has no field of its own for is asked by its directive for Cypher.
const typeDefs = `#graphql
  type Stake { partyId: ID! name: String! share: Float! }
  type Below { agencies: Int! rooms: Int! area: Float! }
  type Links { kind: String! direction: String! count: Int! }
  type Query {
    ultimateOwners(code: String!): [Stake!]! @cypher(statement: """${chain}""", columnName: "stake")
    subtree(code: String!): Below @cypher(statement: """${subtree}""", columnName: "below")
    neighbourhood(id: ID!): [Links!]! @cypher(statement: """${around}""", columnName: "links")
    bestHit(text: String!): Building @cypher(statement: """${search}""", columnName: "node")
  }
  type Held @relationshipProperties { validFrom: Date validTo: Date }
  interface Party { id: ID! name: String! }
  type Agency implements Party @node { id: ID! code: String! name: String! rooms: [Room!]! @relationship(type: "USES", direction: OUT, properties: "Held") }
  type Enterprise implements Party @node { id: ID! name: String! }
  type Person implements Party @node { id: ID! name: String! }
  type Staff @node @plural(value: "staffMembers") { id: ID! code: String! name: String! post: String rank: String }
  type Room @node {
    id: ID! code: String! name: String usableAreaM2: Float
    occupants: [Staff!]! @relationship(type: "OCCUPIES", direction: IN, properties: "Held")
    users: [Agency!]! @relationship(type: "USES", direction: IN, properties: "Held")
  }
  type Building @node {
    id: ID! code: String! name: String! grossFloorAreaM2: Float builtOn: Date
    owners: [Party!]! @relationship(type: "OWNS", direction: IN, properties: "Held")
    rooms: [Room!]! @relationship(type: "PART_OF", direction: IN, properties: "Held")
  }
`;
const driver = neo4j.driver(process.env.NEO4J_URI, neo4j.auth.basic("neo4j", process.env.NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, csrfPrevention: false });
const { url } = await startStandaloneServer(server, {
  listen: { port: Number(process.argv[2]), host: "127.0.0.1" },
  context: async () => ({ sessionConfig: { database: "neo4j" } }),
});
console.log(url);

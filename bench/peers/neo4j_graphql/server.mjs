// @neo4j/graphql on Apollo Server, over the same Neo4j. node server.mjs PORT
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const typeDefs = `#graphql
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

// node apollo.mjs URL MODULE: asks through the Apollo client that the module makes; prints what came.
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'

const [url, module] = process.argv.slice(2)
const { connect } = await import(pathToFileURL(module))
const client = await connect(url)

const LOOKUP = gql`query ($code: String!) { building(code: $code) { id name status } }`
const lookup = await client.query({ query: LOOKUP, variables: { code: 'B1' } })

async function codes(query) {
  try {
    await client.query({ query })
  } catch (error) {
    return CombinedGraphQLErrors.is(error) ? error.errors.map((each) => each.extensions.code) : [String(error)]
  }
}
const fault = [
  ...(await codes(gql`{ buildings { nothing } }`)),
  ...(await codes(gql`{ buildings(first: 1000) { totalCount } }`)),
]

const INTERFACES = gql`
  query ($id: ID!) { node(id: $id) { id ...Owned } }
  fragment Owned on Asset { owners { edges { share node { id ...Named } } } }
  fragment Named on Party { name ... on Agency { kind } }
`
const interfaces = await client.query({ query: INTERFACES, variables: { id: 'id-B1' } })
const cached = client.readQuery({ query: INTERFACES, variables: { id: 'id-B1' } })

const PAGE = gql`
  query ($after: String) {
    buildings(orderBy: [{ code: ASC }], first: 2, after: $after) {
      edges { cursor node { id code } }
      pageInfo { hasNextPage endCursor }
    }
  }
`
const pages = client.watchQuery({ query: PAGE })
let subscription
const first = await new Promise((resolve, reject) => {
  subscription = pages.subscribe({ next: (told) => told.loading || resolve(told), error: reject })
})
const firstPage = first.data.buildings.edges.map((each) => each.node.code)
await pages.fetchMore({ variables: { after: first.data.buildings.pageInfo.endCursor } })
const bothPages = client.readQuery({ query: PAGE }).buildings.edges.map((each) => each.node.code)
subscription.unsubscribe()

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const persisting = new ApolloClient({
  link: new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: url })),
  cache: new InMemoryCache(),
})
const persisted = await persisting.query({ query: LOOKUP, variables: { code: 'B1' } })

console.log(
  JSON.stringify({
    lookup: lookup.data.building,
    fault,
    interfaces: interfaces.data.node,
    cached: cached?.node,
    firstPage,
    bothPages,
    persisted: persisted.data.building.name,
  })
)
process.exit()

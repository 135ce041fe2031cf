// node relay.mjs URL FOLDER: runs the operations that relay-compiler wrote into the folder; prints what the store holds.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import relay from 'relay-runtime'

const [url, folder] = process.argv.slice(2)
const artifact = async (name) => (await import(pathToFileURL(join(folder, `${name}.graphql.js`)))).default

const environment = new relay.Environment({
  network: relay.Network.create(async (params, variables) => {
    const body = JSON.stringify({ query: params.text, operationName: params.name, variables })
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
    return (await fetch(url, { method: 'POST', headers, body })).json()
  }),
  store: new relay.Store(new relay.RecordSource()),
})

const query = await artifact('BuildingOwnersQuery')
const { building } = await relay.fetchQuery(environment, query, { code: 'B1' }).toPromise()
environment.retain(relay.createOperationDescriptor(query, { code: 'B1' }))

const source = () => environment.getStore().getSource()
const connection = () => source().get(`client:${building.id}:__BuildingOwners_building_owners_connection`)
const pageInfo = () => source().get(connection().pageInfo.__ref)
const page = () => ({ count: connection().edges.__refs.length, more: pageInfo().hasNextPage })
const pages = [page()]

const next = await artifact('BuildingOwnersPaginationQuery')
const variables = { id: building.id, count: 1, cursor: pageInfo().endCursor }
await relay.fetchQuery(environment, next, variables).toPromise()
pages.push(page())

const owners = connection().edges.__refs.map((ref) => source().get(source().get(ref).node.__ref).__typename)
console.log(JSON.stringify({ name: building.name, pages, owners }))

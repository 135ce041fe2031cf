// node introspect.mjs URL: compares the schema told by introspection with its text at /schema.graphql.
import {
  buildClientSchema,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'

const [url] = process.argv.slice(2)
const query = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
})
const headers = { 'content-type': 'application/json' }
const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
const told = buildClientSchema((await answer.json()).data)
const text = await (await fetch(url.replace(/\/graphql$/, '/schema.graphql'))).text()
const written = buildSchema(text)
const sorted = (schema) => printSchema(lexicographicSortSchema(schema))
console.log(
  JSON.stringify({
    breaking: [...findBreakingChanges(told, written), ...findBreakingChanges(written, told)],
    dangerous: [...findDangerousChanges(told, written), ...findDangerousChanges(written, told)],
    equal: sorted(told) === sorted(written),
  })
)

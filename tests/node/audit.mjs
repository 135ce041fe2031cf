// node audit.mjs URL: runs the GraphQL over HTTP audit suite; prints [{id, name, status, reason}].
import { serverAudits } from 'graphql-http'

const [url] = process.argv.slice(2)
const results = []
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const { id, name, status, reason = '' } = await audit.fn()
  results.push({ id, name, status, reason: String(reason?.message ?? reason) })
}
console.log(JSON.stringify(results))

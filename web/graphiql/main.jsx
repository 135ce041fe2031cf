import './workers.js'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './page.css'

import { explorerPlugin } from '@graphiql/plugin-explorer'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { createRoot } from 'react-dom/client'

const FIRST_QUERY = `# Ctrl-Enter runs this; Ctrl-Space completes a name.
{
  agencies(first: 5) {
    nodes {
      id
      code
      name
    }
  }
}
`

const fetcher = createGraphiQLFetcher({
  url: new URL('../graphql', location.href).href,
  headers: { accept: 'application/graphql-response+json, application/json;q=0.9' },
})

// A link may bring a query with it; who follows it still decides whether it is run.
const linked = new URLSearchParams(location.search)

const page = (
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={FIRST_QUERY}
    initialQuery={linked.get('query') ?? undefined}
    initialVariables={linked.get('variables') ?? undefined}
    plugins={[HISTORY_PLUGIN, explorerPlugin()]}
  >
    <GraphiQL.Logo>assetgraph</GraphiQL.Logo>
  </GraphiQL>
)

// Monaco measures a character once: with a fallback font, the caret would stand beside the text.
document.fonts.load("1rem 'Fira Code'").finally(() => {
  createRoot(document.getElementById('graphiql')).render(page)
})

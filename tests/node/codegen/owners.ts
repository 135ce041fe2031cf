import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core'

import { graphql } from './gql'

const OWNERS = graphql(`
  query Owners($code: String!, $day: Date) {
    building(code: $code, asOf: $day) {
      builtOn
      status
      location
      owners(first: 10) { edges { share node { __typename name ... on Agency { kind } } } totalCount }
    }
  }
`)

declare const answer: ResultOf<typeof OWNERS>
const asked: VariablesOf<typeof OWNERS> = { code: 'B1', day: '2025-06-30' }
const [edge] = answer.building!.owners.edges

export const share: string | null | undefined = edge.share
export const kind = edge.node.__typename === 'Agency' ? edge.node.kind : null
export const longitude: number | undefined = answer.building?.location?.longitude
export const count: number = answer.building!.owners.totalCount
export const idle: boolean = answer.building?.status === 'IDLE'
export { asked }

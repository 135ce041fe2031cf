// node codegen.mjs FOLDER: runs GraphQL Code Generator with the codegen.mjs of a folder.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generate } from '@graphql-codegen/cli'

const [folder] = process.argv.slice(2)
const { default: config } = await import(pathToFileURL(join(folder, 'codegen.mjs')))
process.chdir(folder)
await generate({ ...config, silent: true, errorsOnly: true }, true)

// node chromium.mjs FOLDER: unpacks Chromium, and the libraries and fonts it needs, out of its npm package.
import { mkdtemp, rename } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const PACKAGE = '@sparticuz/chromium'
const [folder] = process.argv.slice(2)

// The package unpacks into the temporary folder; a rename at the end leaves no half-unpacked browser.
const partial = await mkdtemp(`${folder}-`)
process.env.TMPDIR = partial
const { default: chromium, inflate } = await import(PACKAGE)
await chromium.executablePath()
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve(PACKAGE))))
await rename(partial, folder)

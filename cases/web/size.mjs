// The shell is what the first page loads before anything is clicked: packed, and without charts.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { web } from './server.mjs'

const limit = 450 * 1000 // bytes, as the issue counts them

const html = readFileSync(join(web, 'index.html'), 'utf8')
const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file)
const files = new Set()
const add = (file) => {
  if (files.has(file)) return
  files.add(file)
  if (!file.endsWith('.js')) return
  const code = readFileSync(join(web, file), 'utf8')
  // Static imports only: `import"./x.js"` and `from"./x.js"`; import("./x.js") loads later.
  for (const [, other] of code.matchAll(/(?:^|[;}\s])(?:import|from|import[^("';]*from)\s*"(\.\/[^"]+\.js)"/g)) add(join(dirname(file), other))
}
named.forEach(add)

const sizes = [...files].map((file) => [file, gzipSync(readFileSync(join(web, file))).length])
const total = sizes.reduce((sum, [, size]) => sum + size, gzipSync(html).length)
for (const [file, size] of sizes) console.log(`${String(Math.round(size / 100) / 10).padStart(7)} kB  ${file}`)
console.log(`${String(Math.round(total / 100) / 10).padStart(7)} kB  shell, packed (limit ${limit / 1000})`)
const faults = []
if (total > limit) faults.push('the shell is over its limit')
if (sizes.length < 2) faults.push('no script or no style was found: the check itself is broken')
for (const file of files) {
  if (file.endsWith('.js') && /"zrender|registerMap/.test(readFileSync(join(web, file), 'utf8'))) faults.push(`charts are in the shell: ${file}`)
}
const elsewhere = html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)
if (elsewhere) faults.push(`index.html calls elsewhere: ${elsewhere.join(' ')}`)
for (const fault of faults) console.error(`size: ${fault}`)
process.exit(faults.length > 0 ? 1 : 0)

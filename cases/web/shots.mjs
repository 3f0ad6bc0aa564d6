// node shots.mjs FOLDER [NAME=PATH ...]: pictures of each page at three sizes, to be looked at.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { openBrowser, settled, sizes, visitor } from './browser.mjs'
import { pages } from './pages.mjs'
import { makeLedger, serve } from './server.mjs'
import { enter } from './steps.mjs'

const account = { name: '管理员甲', role: 'admin', password: '一把足够长的口令-甲' }
const [folder, ...asked] = process.argv.slice(2)
if (!folder) {
  console.error('shots: node shots.mjs FOLDER [NAME=PATH ...]')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const wanted = asked.length > 0 ? Object.fromEntries(asked.map((pair) => pair.split(/=(.*)/s).slice(0, 2))) : pages
const ledger = makeLedger([account])
const server = await serve(ledger.ledger)
const browser = await openBrowser()
for (const [size, viewport] of Object.entries(sizes)) {
  if (process.env.SIZES && !process.env.SIZES.split(',').includes(size)) continue
  const { page, faults } = await visitor(browser, server.base, viewport)
  await enter(page, account)
  for (const [name, path] of Object.entries(wanted)) {
    await page.goto(path)
    await settled(page).catch((error) => faults.push(`${name}: ${error.message}`))
    await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
  }
  for (const fault of new Set(faults)) console.error(`${size}: ${fault}`)
}
await browser.close()
await server.stop()
ledger.remove()

// node walk.mjs [FOLDER]: walks through the page on the real server as people do, finding things by
// role and name. FOLDER takes a picture where a walk fails.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { openBrowser, visitor } from './browser.mjs'
import { firms, makeLedger, serve } from './server.mjs'
import { walks } from './walks.mjs'

export const accounts = [
  { name: '管理员甲', role: 'admin', password: '一把足够长的口令-甲' },
  { name: '规划乙', role: 'planner', password: '一把足够长的口令-乙' },
  { name: '企业丙', role: 'firm', password: '一把足够长的口令-丙', scope: firms[0].code },
]

const [folder] = process.argv.slice(2)
if (folder) mkdirSync(folder, { recursive: true })
const ledger = makeLedger(accounts)
const server = await serve(ledger.ledger)
const browser = await openBrowser()
let failed = 0
for (const { name, as = '管理员甲', needs, walk } of walks) {
  const lacks = needs?.(ledger)
  if (lacks) {
    console.log(`skipped  ${name}: ${lacks}`)
    continue
  }
  const { page, context, faults } = await visitor(browser, server.base)
  try {
    const account = accounts.find((one) => one.name === as)
    await walk({ page, context, account, accounts, browser, server, ledger, faults })
    if (faults.length > 0) throw new Error([...new Set(faults)].join('\n'))
    console.log(`ok       ${name}`)
  } catch (error) {
    failed += 1
    console.error(`FAILED   ${name}\n         at ${page.url()}\n         ${error.message.split('\n').slice(0, 12).join('\n         ')}`)
    if (folder) await page.screenshot({ path: join(folder, `failed-${failed}.png`) }).catch(() => {})
  }
  await context.close()
}
await browser.close()
await server.stop()
ledger.remove()
console.log(failed === 0 ? 'every walk went through' : `${failed} walks failed`)
process.exit(failed === 0 ? 0 : 1)

// Every page against axe: no serious or critical fault, at the desk and on a phone.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { openBrowser, settled, sizes, visitor } from './browser.mjs'
import { pages } from './pages.mjs'
import { makeLedger, serve } from './server.mjs'
import { enter } from './steps.mjs'

const account = { name: '管理员甲', role: 'admin', password: '一把足够长的口令-甲' }
const source = readFileSync(fileURLToPath(new URL('../../web/node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8')
const ledger = makeLedger([account])
const server = await serve(ledger.ledger)
const browser = await openBrowser()
let found = 0

const look = async (page, name) => {
  await page.evaluate(source)
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  )
  for (const { id, impact, help, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue
    found += 1
    console.error(`${name}: ${impact} ${id}: ${help}\n    ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join('\n    ')}`)
  }
}

for (const [size, viewport] of Object.entries(sizes).filter(([name]) => name !== 'wide')) {
  const { page, context } = await visitor(browser, server.base, viewport)
  await page.goto('/login')
  await page.getByLabel('账号').waitFor()
  await look(page, `login ${size}`)
  await enter(page, account)
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path)
    await settled(page)
    await look(page, `${name} ${size}`)
  }
  await page.goto('/what')
  await settled(page)
  await page.locator('main .figure').first().click()
  await page.getByRole('dialog').waitFor()
  await settled(page)
  await look(page, `source ${size}`)
  await context.close()
}
await browser.close()
await server.stop()
ledger.remove()
console.log(found === 0 ? `axe: no serious fault on ${Object.keys(pages).length + 2} pages` : `axe: ${found} serious faults`)
process.exit(found === 0 ? 0 : 1)

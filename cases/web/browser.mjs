// The browser of the walks: Debian's Chromium through playwright-core, which comes with the page's
// own packages. Every request of every page is watched: none may leave the server under test.
import { chromium } from '../../web/node_modules/playwright-core/index.mjs'

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

export const sizes = {
  desk: { width: 1366, height: 768 },
  wide: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
}

export const openBrowser = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })

/** A fresh visitor. `faults` fills with what a page must not do: call elsewhere, throw, break the policy. */
export const visitor = async (browser, base, size = sizes.desk) => {
  const context = await browser.newContext({ viewport: size, baseURL: base, locale: 'zh-CN' })
  const faults = []
  const own = new URL(base).origin
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== own && url.protocol !== 'data:' && url.protocol !== 'blob:') faults.push(`calls elsewhere: ${request.url()}`)
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`throws: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) faults.push(`console: ${text}`)
  })
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.setDefaultTimeout(30_000)
  return { page, context, faults }
}

/** Waits until the page has nothing more to fetch for what it shows. */
export const settled = async (page) => {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, .tried.fetching'), undefined, { timeout: 30_000 })
  await page.waitForTimeout(150)
}

// Walks through the pages that stand on an answer: trials, sheets, shocks.
import { enter, expect, go } from './steps.mjs'

export const answers = [
  {
    name: 'a capacity is moved: the plan answers as moves, the address keeps them, and all goes back',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/where')
      const capacity = page.getByLabel('改容量')
      await capacity.selectOption({ index: 1 })
      const name = await capacity.locator('option:checked').innerText()
      await page.getByRole('slider', { name }).fill('-50')
      await page.waitForURL(/try=capacity/)
      await page.getByText('这是试算的方案').waitFor()
      await page.getByRole('heading', { name: '与原方案相比' }).waitFor()
      const said = await page.locator('.what-if .tried li').first().innerText()
      expect(said.includes(name), `the change is told as ${said}, not as ${name}`)
      await page.reload()
      await page.getByText('这是试算的方案').waitFor()
      await page.getByRole('button', { name: '回到原方案' }).click()
      await page.waitForURL((url) => !url.searchParams.has('try'))
      await page.getByText('这是试算的方案').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'a sheet without rows says what to load and leads there',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/how/monthly')
      await page.getByRole('heading', { name: '账本里没有企业月报' }).waitFor()
      const main = page.locator('main')
      expect(!(await main.innerText()).includes('--as'), 'the page speaks of the command line')
      await main.locator('.state a').click()
      await page.waitForURL(/\/books\/enterprises\/import$/)
    },
  },
  {
    name: 'a power cut is asked for: its path is told, and its address can be sent on',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/effect')
      await page.getByRole('link', { name: '全区限电' }).click()
      await page.getByLabel('持续天数').fill('10')
      await page.getByRole('button', { name: '推演' }).click()
      await page.waitForURL(/shock-days=10/)
      await page.getByRole('heading', { name: /限电 10 天/ }).waitFor()
      await page.getByLabel(/每周产出占平时的份额/).locator('svg').waitFor()
      await page.getByRole('row', { name: /盟固利项目/ }).getByRole('link', { name: '盟固利项目' }).click()
      await page.getByText('一个项目的成效由哪些部分构成').waitFor()
      expect(new URL(page.url()).searchParams.get('shock-days') === '10', 'opening a project loses the shock')
    },
  },
]

import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { settled } from './browser.mjs'
import { chengjie, shared } from './server.mjs'
import { enter, expect, go, sourcePanel } from './steps.mjs'

const assumption = 'parks/西彭园区/free_mu'

export const assume = [
  {
    name: 'an assumption is changed: the answer is seen to change, and stands when it is kept',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, `/assumptions?key=${encodeURIComponent(assumption)}`)
      const field = page.locator('.value-row input').last()
      await field.fill('300')
      await field.blur()
      await page.locator('.tried').waitFor()
      await settled(page)
      const moved = await page.locator('.compared').innerText()
      expect(moved.includes('盟固利项目'), `the plan does not move: ${moved.slice(0, 200)}`)
      const standing = await page.evaluate(async () => (await (await fetch('/api/v1/answers/where')).json()).version)
      await page.getByLabel('为什么取这个数').fill('走查：核减为三百亩')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('走查：核减为三百亩').first().waitFor()
      const after = await page.evaluate(async () => (await (await fetch('/api/v1/answers/where')).json()).version)
      expect(after > standing, 'nothing was written')
      await go(page, '/where?project=盟固利项目')
      const plan = await page.locator('table.plan tbody tr', { hasText: '盟固利项目' }).first().innerText()
      expect(!plan.includes('西彭园区'), `the plan still stands: ${plan}`)
    },
  },
  {
    name: 'a change is taken back from the log',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/log')
      const row = page.locator('table.ledger tbody tr').first()
      await row.getByRole('button', { name: '撤销' }).click()
      await page.locator('.ant-popconfirm, .ant-popover').getByRole('button', { name: /撤\s*销/ }).click()
      await page.waitForFunction(() => /撤销/.test(document.querySelector('table.ledger tbody tr')?.textContent ?? ''))
      await go(page, '/where')
      const plan = await page.locator('table.plan tbody tr', { hasText: '盟固利项目' }).first().innerText()
      expect(plan.includes('西彭园区'), `the plan is not back: ${plan}`)
    },
  },
]

const messy = join(shared, 'ledgers/03-enterprises')

export const importTable = [
  {
    name: 'a messy table is looked at, its bad rows are named, and it is written',
    needs: () => (existsSync(messy) ? '' : 'no ../shared/ledgers'),
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/books/enterprises/import')
      const file = readdirSync(messy).find((name) => name !== 'expected.json')
      await page.locator('input[type=file]').setInputFiles(join(messy, file))
      await page.waitForURL(/import=/)
      await page.getByRole('heading', { name: file }).waitFor()
      await settled(page)
      const summary = await page.locator('.import-summary').innerText()
      expect(/读了行数\s*20/.test(summary) && /将写入记录\s*15/.test(summary), `the summary says ${summary}`)
      expect((await page.locator('.block', { hasText: '不能导入的行' }).locator('tbody tr').count()) === 5, 'not five bad rows')
      await page.reload()
      await page.getByRole('heading', { name: file }).waitFor()
      await page.getByRole('button', { name: '写入 15 条记录' }).click()
      await page.getByText('已写入 15 条记录').waitFor()
      await page.getByRole('link', { name: '打开这本台账' }).first().click()
      await page.getByRole('table').waitFor()
    },
  },
]

const hostile = '<img src=x onerror=alert(1)>“><script>alert(2)</script>'

export const markup = [
  {
    name: 'markup in cells and documents is only text',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/books/parks/import')
      const table = `园区名称,主导产业,所属区县\n${hostile},${hostile},九龙坡区\n`
      await page.locator('input[type=file]').setInputFiles({ name: '园区.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
      await page.waitForURL(/import=/)
      await page.getByRole('button', { name: /写入 1 条记录/ }).click()
      await page.getByText('已写入 1 条记录').waitFor()
      await go(page, '/books/parks?q=onerror')
      await page.getByText('onerror=alert(1)').first().waitFor()
      await page.locator('.record-row a.figure').first().click()
      await sourcePanel(page).waitFor()
      await settled(page)
      await go(page, '/where')
      await page.locator('.chart svg').waitFor()

      await go(page, '/facts/documents')
      await page.getByText('读入文件').first().click()
      const text = `某区情况通报\n\n工业运行平稳。${hostile}\n2024年，九龙坡区${hostile}规上工业产值500亿元。\n`
      await page.locator('input[type=file]').setInputFiles({ name: '报道.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
      await page.getByText('已读入').waitFor()
      await page.getByRole('row', { name: /报道\.txt/ }).getByRole('link').click()
      await page.locator('.reader-text').waitFor()
      expect((await page.locator('.reader-text').innerText()).includes('<script>alert(2)</script>'), 'the text is not shown as it is')
      expect((await page.locator('main script, main img').count()) === 0, 'markup became markup')
    },
  },
]

const many = 20_000

export const long = [
  {
    name: 'a table of 20,000 rows, written beside the running server, scrolls to its end',
    walk: async ({ page, account, ledger }) => {
      await enter(page, account)
      await go(page, '/books/enterprises')
      const rows = Array.from({ length: many }, (_, at) => `长表企业${String(at).padStart(6, '0')},九龙坡区,产品${at % 97}`)
      const file = join(ledger.folder, '长表.csv')
      writeFileSync(file, `企业名称,所在地,主导产品\n${rows.join('\n')}\n`)
      chengjie(ledger.ledger, 'import', file, '--as', 'enterprises')
      await page.getByText('台账有更新').waitFor()
      await go(page, '/books/enterprises?q=长表企业')
      await page.getByText(`${many} 条`).waitFor()
      const table = page.getByRole('table')
      await table.evaluate((element) => element.scrollTo(0, element.scrollHeight))
      await page.getByText(`长表企业${String(many - 1).padStart(6, '0')}`).waitFor()
      expect((await page.locator('.virtual-row').count()) < 100, 'rows out of sight are in the page')
      await table.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2))
      await page.waitForFunction(() => !document.querySelector('.virtual-row .pending'))
      await page.getByRole('columnheader', { name: /单位名称/ }).getByRole('link').click()
      await page.waitForURL(/sort=/)
      await page.locator('.virtual-row').first().waitFor()
    },
  },
]

import { settled, visitor } from './browser.mjs'
import { firms } from './server.mjs'
import { enter, expect, go, section, sourcePanel } from './steps.mjs'

const sections = { 接什么: '接什么', 放哪里: '放哪里', 怎么留: '怎么留', 成效: '成效', 事实库: '事实库', 台账: '台账', 账号: '账号' }

export const shellWalks = [
  {
    name: 'a wrong password is refused in words, the right one opens the front page',
    walk: async ({ page, account }) => {
      await page.goto('/login')
      await page.getByLabel('账号').fill(account.name)
      await page.getByLabel('密码').fill('不是这把口令-不是')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('alert').waitFor()
      expect(page.url().includes('/login'), 'a wrong password went in')
      await enter(page, account)
      await page.getByRole('heading', { level: 1, name: /九龙坡区/ }).waitFor()
    },
  },
  {
    name: 'each section opens, and its address is its own',
    walk: async ({ page, account }) => {
      await enter(page, account)
      for (const [name, heading] of Object.entries(sections)) {
        await section(page, name).click()
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
        await settled(page)
        expect((await page.getByRole('alert').count()) === 0, `${name} shows a failure: ${await page.getByRole('alert').allInnerTexts()}`)
        await page.reload()
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      }
    },
  },
  {
    name: 'an address opened without a session comes back after login; no foreign address does',
    walk: async ({ page, account }) => {
      await page.goto('/effect?layer=total')
      await page.getByLabel('账号').fill(account.name)
      await page.getByLabel('密码').fill(account.password)
      await page.getByRole('button', { name: '登录' }).click()
      await page.waitForURL(/\/effect\?layer=total/)
      await page.goto('/login?to=//example.com/')
      await page.getByLabel('账号').fill(account.name)
      await page.getByLabel('密码').fill(account.password)
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('heading', { level: 1, name: /九龙坡区/ }).waitFor()
    },
  },
  {
    name: 'the keyboard alone: / searches, Tab reaches figures, Enter opens, Esc closes and focus returns',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/what')
      await page.keyboard.press('/')
      expect(await page.getByRole('searchbox', { name: '搜索文件和数字' }).evaluate((field) => field === document.activeElement), '/ does not reach the search field')
      const figure = page.locator('main .figure').first()
      await figure.focus()
      const mark = await figure.getAttribute('data-mark')
      await page.keyboard.press('Enter')
      await sourcePanel(page).waitFor()
      await page.keyboard.press('Escape')
      await sourcePanel(page).waitFor({ state: 'detached' })
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-mark'))
      expect(focused === mark, `focus went to ${focused}, not back to ${mark}`)
    },
  },
]

export const figures = [
  {
    name: 'a figure opens its formula, an input of it opens in turn, and back goes back',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/what')
      const score = page.locator('.gap-score .figure').first()
      const mark = await score.getAttribute('data-mark')
      await score.click()
      await page.waitForURL(new RegExp(`source=${mark}`))
      await sourcePanel(page).getByRole('heading', { name: '公式' }).waitFor()
      await sourcePanel(page).locator('.figure-list .figure').first().click()
      await page.waitForURL((url) => url.searchParams.get('source') !== mark)
      await settled(page)
      await page.goBack()
      await page.waitForURL(new RegExp(`source=${mark}`))
      await page.reload()
      await sourcePanel(page).getByRole('heading', { name: '公式' }).waitFor()
    },
  },
  {
    name: 'every figure of every answer opens to a source',
    walk: async ({ page, account }) => {
      await enter(page, account)
      for (const path of ['/', '/what', '/where', '/how', '/effect', '/conflicts']) {
        await go(page, path)
        const marks = await page.locator('main [data-mark]').evaluateAll((all) => [...new Set(all.map((one) => one.dataset.mark))])
        expect(marks.length > 0, `${path} shows no figure`)
        const lost = await page.evaluate(async (all) => {
          const replies = await Promise.all(all.map((mark) => fetch(`/api/v1/sources/${mark}`)))
          return all.filter((_, at) => !replies[at].ok)
        }, marks.slice(0, 120))
        expect(lost.length === 0, `${path}: no source for ${lost}`)
      }
    },
  },
  {
    name: 'a clause of a damaged document is read as it lies in the file, beside the repaired one',
    needs: ({ hasDocuments }) => (hasDocuments ? '' : 'no ../shared/documents'),
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/facts/documents')
      await page.getByRole('row', { name: /004_/ }).getByRole('link').click()
      await page.locator('.reader-text').waitFor()
      const text = await page.locator('.reader-text').innerText()
      expect(text.includes('727727..44亿元'), 'the text is not shown as it lies in the file')
      const entry = page.locator('.reader-list li', { hasText: '规上工业产值' }).first()
      await entry.getByRole('button').click()
      await page.locator('.reader-text .here').first().waitFor()
      const clause = (await page.locator('.reader-text .here').allInnerTexts()).join('')
      expect(clause.includes('727727..44'), `the clause lit up is ${clause}`)
      await entry.locator('.figure').click()
      const panel = sourcePanel(page)
      await panel.getByRole('heading', { name: '原文' }).waitFor()
      expect((await panel.locator('blockquote.stored mark').innerText()).includes('727727..44'), 'the panel does not show the stored clause')
      expect((await panel.locator('blockquote').last().innerText()).includes('727.4亿元'), 'the panel does not show the repaired clause')
      await panel.getByRole('link', { name: '在全文中看' }).click()
      await page.locator('.reader-text .here').first().waitFor()
    },
  },
  {
    name: 'words are found in the documents, and a hit opens at its place',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await page.getByRole('searchbox', { name: '搜索文件和数字' }).fill('氢能')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/facts\?q=/)
      await page.locator('.snippet mark').first().waitFor()
      expect((await page.locator('.snippet mark').first().innerText()) === '氢能', 'another word is marked')
      await page.locator('.snippet').first().click()
      await page.locator('.reader-text .asked').first().waitFor()
      expect((await page.locator('.reader-text .asked').allInnerTexts()).join('') === '氢能', 'the place asked for is not the hit')
    },
  },
  {
    name: 'the chain map opens a node to its firms; a park filters the plan; both are addresses',
    walk: async ({ page, account }) => {
      await enter(page, account)
      await go(page, '/what/map')
      await page.locator('.chain-node a').nth(3).click()
      await page.waitForURL(/node=/)
      await page.getByRole('heading', { name: '本地' }).waitFor()
      await go(page, '/where')
      await page.locator('.chart svg').waitFor()
      const all = await page.locator('table.plan tbody tr').count()
      await page.locator('table.plan td a').first().click()
      await page.waitForURL(/park=/)
      const some = await page.locator('table.plan tbody tr').count()
      expect(some > 0 && some <= all, `${some} of ${all} projects`)
      await page.getByText('没有坐标，未上图').waitFor()
    },
  },
]

export const firm = {
  name: 'a firm sees itself and no other',
  as: '企业丙',
  walk: async ({ page, account }) => {
    await enter(page, account)
    const [own, other] = firms
    await page.getByRole('heading', { level: 1, name: own.name }).waitFor() // its first page
    for (const code of [other.code, other.name, '东鹏']) {
      await page.goto(`/how/firms/${encodeURIComponent(code)}`)
      await page.getByRole('alert').waitFor()
    }
    await go(page, '/books/enterprises')
    const seen = await page.evaluate(async () => {
      const ask = async (path) => {
        const reply = await fetch(`/api/v1${path}`)
        return reply.ok ? reply.json() : null
      }
      const [firms, records] = [await ask('/firms'), await ask('/records/enterprises')]
      return [...(firms?.firms ?? []).map(({ name }) => name), ...(records?.rows ?? []).map(({ key, title }) => title ?? key)]
    })
    expect(seen.length > 0 && seen.every((name) => name.includes(own.name) || name.includes(own.code)), `it sees ${seen}`)
    for (const name of ['总览', '账号', '放哪里', '事实库']) expect((await section(page, name).count()) === 0, `it is offered ${name}`)
  },
}

export const news = [
  {
    name: 'what one changes, another sees without asking',
    walk: async ({ page, account, accounts, browser, server }) => {
      await enter(page, account)
      await go(page, '/log')
      const before = await page.locator('table.ledger tbody tr').count()
      const other = await visitor(browser, server.base)
      await enter(other.page, accounts[0])
      await other.page.evaluate(async () => {
        const { csrf } = await (await fetch('/api/v1/session')).json()
        const { assumptions } = await (await fetch('/api/v1/assumptions')).json()
        const one = assumptions[0]
        await fetch(`/api/v1/assumptions/${encodeURIComponent(one.key)}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
          body: JSON.stringify({ value: one.figure.value * 1.01, unit: one.figure.unit, basis: '走查：别人的改动' }),
        })
      })
      await page.getByText('台账有更新').waitFor()
      await page.waitForFunction((rows) => document.querySelectorAll('table.ledger tbody tr').length > rows, before)
      await other.context.close()
    },
  },
  {
    name: 'when the server goes the page says so, and mends itself when it is back',
    walk: async ({ page, account, server, faults }) => {
      await enter(page, account)
      await go(page, '/what')
      await server.stop()
      await page.getByText('正在重连').waitFor()
      await server.start()
      await page.getByText('正在重连').waitFor({ state: 'detached' })
      await section(page, '放哪里').click()
      await page.getByRole('heading', { level: 1, name: '放哪里' }).waitFor()
      await page.locator('table.plan').waitFor()
      faults.length = 0 // the requests that failed meanwhile
    },
  },
]

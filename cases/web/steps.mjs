// What the walks have in common.
import { settled } from './browser.mjs'

export const expect = (holds, words) => {
  if (!holds) throw new Error(words)
}

/** Logs in by the form, as a person. */
export const enter = async (page, { name, password }) => {
  await page.goto('/login')
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '承接产业转移' }).waitFor()
}

export const go = async (page, path) => {
  await page.goto(path)
  await settled(page)
}

export const section = (page, name) =>
  page.getByRole('navigation', { name: '承接产业转移' }).getByRole('link', { name, exact: true })

export const sourcePanel = (page) => page.getByRole('dialog', { name: '出处' })

// The server under test: the real program on a ledger of its own, in a folder of its own.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const program = join(root, process.env.CHENGJIE_BUILD ?? 'build/release', 'chengjie')
export const web = join(root, 'build/web')
export const shared = resolve(root, process.env.CHENGJIE_SHARED ?? '../shared')

const run = (file, args, input) => execFileSync(file, args, { cwd: root, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })

const freePort = () =>
  new Promise((found) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })

// Firms with a code, since accounts of firms are bound by it; the example's have none.
export const firms = [
  { name: '走查甲机械有限公司', code: '91500107MAWALK0112' },
  { name: '走查乙材料有限公司', code: '91500107MAWALK02XR' },
]

/** The example region, the shared documents where there are any, and the accounts of the walks. */
export const makeLedger = (accounts) => {
  const folder = mkdtempSync(join(tmpdir(), 'chengjie-web-'))
  const ledger = join(folder, 'region.db')
  run(join(root, 'tools/load_example'), [ledger])
  const table = join(folder, '走查企业.csv')
  writeFileSync(table, `企业名称,统一社会信用代码,所在地\n${firms.map(({ name, code }) => `${name},${code},九龙坡区`).join('\n')}\n`)
  run(program, ['import', table, '--as', 'enterprises', '--ledger', ledger])
  const documents = join(shared, 'documents')
  const hasDocuments = existsSync(documents)
  if (hasDocuments) run(program, ['read', documents, '--ledger', ledger, '--keep'])
  for (const { name, role, password, scope } of accounts) {
    const within = scope ? ['--scope', scope] : []
    run(program, ['user', 'add', name, '--role', role, ...within, '--password-stdin', '--ledger', ledger], `${password}\n`)
  }
  return { folder, ledger, hasDocuments, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const chengjie = (ledger, ...args) => run(program, [...args, '--ledger', ledger])

/** A running server; stop() ends it, start() on the same port brings it back. */
export const serve = async (ledger) => {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let child
  let said = ''
  const start = async () => {
    child = spawn(program, ['serve', '--port', String(port), '--web', web, '--ledger', ledger], { cwd: root })
    child.stderr.on('data', (part) => (said += part))
    for (let tries = 0; tries < 150; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${said.slice(-800)}`)
      const reply = await fetch(`${base}/healthz`).catch(() => null)
      if (reply?.ok) return
      await new Promise((later) => setTimeout(later, 100))
    }
    throw new Error(`the server does not answer: ${said.slice(-800)}`)
  }
  const stop = () =>
    new Promise((ended) => {
      if (child.exitCode !== null || child.signalCode !== null) return ended()
      child.once('exit', ended)
      child.kill('SIGTERM')
    })
  await start()
  return { base, start, stop, said: () => said }
}

import type { Answer, Figure, Item, Line } from '../api/client'

/** What became of one entry of an answer under other assumptions. */
export interface Difference {
  id: string
  kind: 'changed' | 'appears' | 'gone'
  before: string | null
  after: string | null
  figures: Array<{ name: string; before: string | null; after: string | null }>
}

const byName = (item: Item): Map<string, Figure> => new Map(Object.entries(item.figures))

const figuresOf = (before: Item, after: Item): Difference['figures'] => {
  const [old, now] = [byName(before), byName(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    if (was?.words === is?.words) return []
    return [{ name: (is ?? was)?.indicator ?? key, before: was?.words ?? null, after: is?.words ?? null }]
  })
}

const changed = (before: Item, after: Item): Difference | null => {
  const figures = figuresOf(before, after)
  const same = before.title.text === after.title.text && before.state === after.state && figures.length === 0
  const lines = same ? linesOf(before.lines, after.lines) : []
  if (same && lines.length === 0) return null
  return {
    id: before.id,
    kind: 'changed',
    before: before.title.text,
    after: after.title.text,
    figures: figures.length > 0 ? figures : lines,
  }
}

// Lines that only one side has, paired in their order.
const linesOf = (before: Line[], after: Line[]): Difference['figures'] => {
  const [old, now] = [new Set(before.map(({ text }) => text)), new Set(after.map(({ text }) => text))]
  const gone = [...old].filter((text) => !now.has(text))
  const fresh = [...now].filter((text) => !old.has(text))
  return Array.from({ length: Math.max(gone.length, fresh.length) }, (_, at) => ({
    name: '',
    before: gone[at] ?? null,
    after: fresh[at] ?? null,
  }))
}

/** Entries that differ between two answers to one question, in the order of the later one. */
export const differences = (before: Answer, after: Answer): Difference[] => {
  const old = new Map(before.items.map((item) => [item.id, item]))
  const now = new Set(after.items.map(({ id }) => id))
  const later = after.items.flatMap((item): Difference[] => {
    const was = old.get(item.id)
    if (!was) return [{ id: item.id, kind: 'appears', before: null, after: item.title.text, figures: [] }]
    const difference = changed(was, item)
    return difference ? [difference] : []
  })
  const gone = before.items
    .filter(({ id }) => !now.has(id))
    .map((item): Difference => ({ id: item.id, kind: 'gone', before: item.title.text, after: null, figures: [] }))
  return [...later, ...gone]
}

/** Notes that differ: what held for the answer as a whole before, and what holds now. */
export const noteDifferences = (before: Answer, after: Answer): Difference['figures'] => linesOf(before.notes, after.notes)

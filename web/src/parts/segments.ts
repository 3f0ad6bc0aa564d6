import type { Schemas } from '../api/client'

export type Fact = Schemas['DocumentText']['facts'][number]

/** A run of the document's text, and the facts whose clauses it belongs to. */
export interface Segment {
  begin: number
  text: string
  /** Indexes into the facts; the one whose figure stands here, or stood last, comes first. */
  facts: number[]
  /** Within the place that the address asked for. */
  asked: boolean
}

interface Asked {
  from: number
  to: number
}

/**
 * Cuts a text at the borders of clauses and figures, which may overlap. Every character stays, in
 * its order. Offsets beyond the text are brought back into it.
 */
export const segmentsOf = (text: string, facts: Fact[], asked: Asked | null): Segment[] => {
  const within = (at: number) => Math.min(Math.max(at, 0), text.length)
  const cuts = new Set([0, text.length])
  for (const { begin, end, at } of facts) for (const cut of [begin, end, at]) cuts.add(within(cut))
  if (asked) for (const cut of [asked.from, asked.to]) cuts.add(within(cut))
  const borders = [...cuts].sort((a, b) => a - b)

  const starting = new Map<number, number[]>()
  facts.forEach(({ begin }, index) => starting.set(within(begin), [...(starting.get(within(begin)) ?? []), index]))
  let open: number[] = []
  const segments: Segment[] = []
  borders.slice(0, -1).forEach((begin, index) => {
    const end = borders[index + 1] ?? text.length
    open = [...open, ...(starting.get(begin) ?? [])].filter((fact) => within(facts[fact]?.end ?? 0) > begin)
    segments.push({
      begin,
      text: text.slice(begin, end),
      facts: [...open].sort((a, b) => nearness(facts[a], begin) - nearness(facts[b], begin)),
      asked: asked !== null && begin >= asked.from && begin < asked.to,
    })
  })
  return segments
}

// The figure that stands at or last before a place is the nearest; those still to come are far.
const nearness = (fact: Fact | undefined, at: number): number => {
  if (!fact) return Number.MAX_SAFE_INTEGER
  return fact.at <= at ? at - fact.at : 1e9 + fact.at - at
}

import type { Answer, Figure, Item } from '../../api/client'

/** One factor of a park: what all placed projects ask together, of what there is. */
export interface Load {
  factor: string
  used: Figure
  room: Figure
}

export interface Park {
  name: string
  loads: Load[]
  projects: Item[]
}

const factors = ['land', 'power', 'labour', 'water'] as const
export type Factor = (typeof factors)[number]

export const needsOf = (item: Item): Array<{ factor: Factor; need: Figure }> =>
  factors.flatMap((factor) => {
    const need = item.figures[`need_${factor}`]
    return need ? [{ factor, need }] : []
  })

// The figure of what a park has is about the park: its subject names it.
export const parkOf = (item: Item): string | null =>
  factors.map((factor) => item.figures[`used_${factor}`]?.subject).find((name) => name !== undefined) ?? null

const loadsOf = (item: Item): Load[] =>
  factors.flatMap((factor) => {
    const used = item.figures[`used_${factor}`]
    const room = item.figures[`room_${factor}`]
    return used && room ? [{ factor, used, room }] : []
  })

/** The parks that take projects, the fullest first. */
export const parksOf = ({ items }: Answer): Park[] => {
  const parks = new Map<string, Park>()
  for (const item of items) {
    const name = parkOf(item)
    if (name === null) continue
    const park = parks.get(name) ?? { name, loads: [], projects: [] }
    const known = new Set(park.loads.map(({ factor }) => factor))
    park.loads.push(...loadsOf(item).filter(({ factor }) => !known.has(factor)))
    park.projects.push(item)
    parks.set(name, park)
  }
  return [...parks.values()].sort((a, b) => fullest(b) - fullest(a))
}

export const share = ({ used, room }: Load): number => (room.value > 0 ? used.value / room.value : 0)

const fullest = ({ loads }: Park) => Math.max(0, ...loads.map(share))

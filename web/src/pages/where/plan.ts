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

// Figures are named after their factor: need_land, used_land, room_land; need_labour/焊工.
const factorsOf = (item: Item, part: 'need' | 'used'): string[] =>
  Object.keys(item.figures).flatMap((name) => (name.startsWith(`${part}_`) ? [name.slice(part.length + 1)] : []))

export const needsOf = (item: Item): Array<{ factor: string; need: Figure }> =>
  factorsOf(item, 'need').flatMap((factor) => {
    const need = item.figures[`need_${factor}`]
    return need ? [{ factor, need }] : []
  })

/** What a factor is called: labour of one trade by the trade. */
export const factorName = (factor: string, names: Record<string, string>): string => names[factor] ?? factor.replace(/^labour\//, '')

// The figure of the year in which it begins is about the place: its subject names it.
export const parkOf = (item: Item): string | null => item.figures.year?.subject ?? null
export const yearOf = (item: Item): number | null => item.figures.year?.value ?? null

/** Who has the capacities that the plan uses, a park or the whole region, the fullest first. */
export const parksOf = ({ items }: Answer): Park[] => {
  const parks = new Map<string, Park>()
  const parkNamed = (name: string): Park => {
    const park = parks.get(name) ?? { name, loads: [], projects: [] }
    parks.set(name, park)
    return park
  }
  for (const item of items) {
    const name = parkOf(item)
    if (name === null) continue
    parkNamed(name).projects.push(item)
    for (const factor of factorsOf(item, 'used')) {
      const used = item.figures[`used_${factor}`]
      const room = item.figures[`room_${factor}`]
      if (!used || !room) continue
      const { loads } = parkNamed(used.subject)
      const known = loads.findIndex((load) => load.factor === factor)
      // Of several years the last shows all that will be there.
      if (known < 0) loads.push({ factor, used, room })
      else if (room.value > (loads[known]?.room.value ?? 0)) loads[known] = { factor, used, room }
    }
  }
  return [...parks.values()].sort((a, b) => fullest(b) - fullest(a))
}

export const share = ({ used, room }: Load): number => (room.value > 0 ? used.value / room.value : 0)

const fullest = ({ loads }: Park) => Math.max(0, ...loads.map(share))

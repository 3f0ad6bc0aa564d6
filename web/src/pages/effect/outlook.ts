import type { Answer, Figure, Item } from '../../api/client'

export const indicators = ['产值', '增加值', '税收', '就业'] as const
export type Indicator = (typeof indicators)[number]
export const layers = ['direct', 'indirect', 'induced', 'total'] as const
export type Layer = (typeof layers)[number]

export const isTarget = (item: Item): boolean => item.title.figures.some(({ kind }) => kind === 'target')
export const isProject = (item: Item): boolean => item.state === 'estimated' || item.state === 'unknown'
export const ofState = (answer: Answer, state: string): Item[] => answer.items.filter((item) => item.state === state)

export const figureOf = (item: Item, layer: string, indicator: string): Figure | undefined =>
  item.figures[`${layer}_${indicator}`]

const yearOf = ({ period }: Figure): number => Number(period?.slice(0, 4) ?? Number.NaN)

export interface Fan {
  years: number[]
  low: number[]
  middle: number[]
  high: number[]
  target: number
}

/** From the known level, bridged to the target's scope, through every year; null while it is unknown. */
export const fanOf = (item: Item): Fan | null => {
  const target = item.title.figures.find(({ kind }) => kind === 'target')
  const known = item.figures['known']
  const path = Object.entries(item.figures)
    .filter(([name]) => name.startsWith('path_'))
    .map(([, figure]) => figure)
    .sort((a, b) => yearOf(a) - yearOf(b))
  if (!target || !known || path.length === 0 || Number.isNaN(yearOf(known))) return null
  const bridge = item.figures['bridge']
  const times = (value: number) => known.value * value
  const [least = 1, most = 1] = bridge?.range ?? [bridge?.value ?? 1, bridge?.value ?? 1]
  return {
    years: [yearOf(known), ...path.map(yearOf)],
    low: [times(least), ...path.map(({ range, value }) => range?.[0] ?? value)],
    middle: [times(bridge?.value ?? 1), ...path.map(({ value }) => value)],
    high: [times(most), ...path.map(({ range, value }) => range?.[1] ?? value)],
    target: target.value,
  }
}

export interface Step {
  name: string
  value: number
}

/** The projects by what they bring, largest first. */
export const stepsOf = (answer: Answer, layer: Layer, indicator: string): Step[] =>
  answer.items
    .flatMap((item) => {
      const figure = isProject(item) ? figureOf(item, layer, indicator) : undefined
      return figure ? [{ name: item.id, value: figure.value }] : []
    })
    .sort((a, b) => b.value - a.value)

/** Figures of a family ("ramp_2027-Q1", "flow_电池", "output_3") by what stands behind the name. */
export const family = (item: Item, name: string): Array<[string, Figure]> =>
  Object.entries(item.figures)
    .filter(([key]) => key.startsWith(`${name}_`))
    .map(([key, figure]) => [key.slice(name.length + 1), figure])

import type { Answer, Figure, Item } from '../../api/client'

export const indicators = ['产值', '增加值', '税收', '就业'] as const
export type Indicator = (typeof indicators)[number]
export const layers = ['direct', 'indirect', 'total'] as const
export type Layer = (typeof layers)[number]

export const isTarget = (item: Item): boolean => item.title.figures.some(({ kind }) => kind === 'target')

export const figureOf = (item: Item, layer: Layer, indicator: string): Figure | undefined =>
  item.figures[`${layer}_${indicator}`]

/** What the charts of a target are drawn from; null while its level of today is unknown. */
export interface Outlook {
  target: Figure
  known: Figure
  /** Multiplies the known level into the target's scope. */
  bridge: Figure | null
  level: Figure & { range: number[] }
}

const yearOf = ({ period }: Figure): number => Number(period?.slice(0, 4) ?? Number.NaN)

export const outlookOf = (item: Item): Outlook | null => {
  const target = item.title.figures.find(({ kind }) => kind === 'target')
  const figures = item.lines.flatMap((line) => line.figures)
  const known = figures.find((figure) => figure.unit === target?.unit && figure.kind === 'actual' && figure.period !== target?.period)
  const level = figures.find((figure) => figure.period === target?.period && figure.range !== undefined)
  if (!target || !known || !level?.range) return null
  const bridge = figures.find(({ unit, subject }) => unit === 'ratio' && subject.startsWith('bridge/')) ?? null
  const outlook = { target, known, bridge, level: { ...level, range: level.range } }
  return Number.isNaN(yearOf(known)) || Number.isNaN(yearOf(target)) ? null : outlook
}

export interface Fan {
  years: number[]
  low: number[]
  middle: number[]
  high: number[]
  target: number
}

/** The path between the known level and the expected one, year by year at even growth. */
export const fanOf = ({ target, known, bridge, level }: Outlook): Fan => {
  const from = yearOf(known)
  const to = yearOf(target)
  const start = known.value * (bridge?.value ?? 1)
  const years = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const path = (end: number) => years.map((year) => start * (end / start) ** ((year - from) / (to - from)))
  const [low = level.value, high = level.value] = level.range
  return { years, low: path(low), middle: path(level.value), high: path(high), target: target.value }
}

export interface Step {
  name: string
  value: number
  figure: Figure
}

/** The projects by what they bring, largest first; what is beyond `most` is added up at the end. */
export const stepsOf = (answer: Answer, layer: Layer, indicator: string): Step[] =>
  answer.items
    .flatMap((item) => {
      const figure = isTarget(item) ? undefined : figureOf(item, layer, indicator)
      return figure ? [{ name: item.id, value: figure.value, figure }] : []
    })
    .sort((a, b) => b.value - a.value)

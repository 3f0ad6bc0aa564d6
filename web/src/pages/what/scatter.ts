import type { Item } from '../../api/client'

/** What a gap takes or brings that can stand on an axis. */
export type Axis = 'worth' | 'reach' | 'pull' | 'land' | 'energy' | 'carbon'
export const axes: readonly Axis[] = ['worth', 'reach', 'pull', 'land', 'energy', 'carbon']

export interface Dot {
  id: string
  name: string
  rank: number
  x: number
  y: number
  front: boolean
}

export interface Scatter {
  dots: Dot[]
  /** The largest on each axis, a round number; 0 where no gap has both. */
  most: { x: number; y: number }
  without: number
}

/** The least of 1, 2, 5 times a power of ten that is not below the value. */
export const roundUp = (value: number): number => {
  if (!(value > 0)) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power
}

/** The axes that some gap has a number on. */
export const axesOf = (items: Item[]): Axis[] => axes.filter((axis) => items.some(({ figures }) => figures[axis]))

export const scatterOf = (items: Item[], x: Axis, y: Axis): Scatter => {
  const dots = items.flatMap((item, at): Dot[] => {
    const across = item.figures[x]
    const up = item.figures[y]
    if (!across || !up) return []
    const name = item.id.split('/').at(-1) ?? item.id
    return [{ id: item.id, name, rank: at + 1, x: across.value, y: up.value, front: item.figures.front?.value === 1 }]
  })
  return {
    dots,
    most: { x: roundUp(Math.max(0, ...dots.map((dot) => dot.x))), y: roundUp(Math.max(0, ...dots.map((dot) => dot.y))) },
    without: items.length - dots.length,
  }
}

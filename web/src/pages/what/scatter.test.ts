import { describe, expect, test } from 'vitest'

import type { Item } from '../../api/client'
import { axesOf, roundUp, scatterOf } from './scatter'

const figure = (value: number) => ({ value }) as Item['figures'][string]
const item = (id: string, figures: Record<string, number>): Item =>
  ({
    id,
    title: { text: id, spans: [], figures: [] },
    lines: [],
    figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(value)])),
  }) as unknown as Item

describe('the gaps on two axes', () => {
  const items = [
    item('铝/加工/铝板', { worth: 48, reach: 20, front: 1 }),
    item('铝/加工/铝箔', { worth: 12, reach: 40, land: 30, front: 0 }),
    item('铝/加工/铝锭', { worth: 5 }),
  ]
  test('a gap without one of the numbers is counted, not drawn', () => {
    const { dots, most, without } = scatterOf(items, 'worth', 'reach')
    expect(dots.map(({ name, rank, front }) => [name, rank, front])).toEqual([
      ['铝板', 1, true],
      ['铝箔', 2, false],
    ])
    expect(most).toEqual({ x: 50, y: 50 })
    expect(without).toBe(1)
  })
  test('only axes that some gap has a number on', () => {
    expect(axesOf(items)).toEqual(['worth', 'reach', 'land'])
    expect(axesOf([])).toEqual([])
  })
  test('nothing to draw', () => {
    expect(scatterOf([], 'worth', 'reach')).toEqual({ dots: [], most: { x: 0, y: 0 }, without: 0 })
  })
  test.each([
    [0, 0],
    [1, 1],
    [1.01, 2],
    [48, 50],
    [50, 50],
    [51, 100],
    [0.03, 0.05],
  ])('the axis for %d ends at %d', (value, end) => expect(roundUp(value)).toBeCloseTo(end, 12))
})

import { expect, test } from 'vitest'

import type { Figure, Item, Line } from '../../api/client'
import { family, fanOf, isProject } from './outlook'

const figure = (over: Partial<Figure>): Figure => ({
  subject: '某区', indicator: '产值', value: 1, unit: 'CNY', bound: 'exact', kind: 'actual', period: null, words: '',
  scope: { boundary: null, measure: null, stage: null, coverage: null }, mark: 'aaaaaaaa', source: 'document', weakest: 'document', ...over,
})
const line = (...figures: Figure[]): Line => ({ text: '', spans: [], figures })
const target = figure({ kind: 'target', value: 200, period: '2027' })
const item = (figures: Record<string, Figure>): Item => ({ id: 'x', state: 'open', title: line(target), lines: [], figures })

test('the fan runs from the known level, bridged to the scope of the target, year by year', () => {
  const fan = fanOf(
    item({
      known: figure({ value: 100, period: '2024' }),
      bridge: figure({ value: 1.1, unit: 'ratio', range: [1, 1.2] }),
      path_2026: figure({ value: 130, period: '2026', range: [110, 150] }),
      path_2025: figure({ value: 120, period: '2025', range: [105, 135] }),
    }),
  )
  expect(fan?.years).toEqual([2024, 2025, 2026])
  expect(fan?.middle.map(Math.round)).toEqual([110, 120, 130])
  expect(fan?.low.map(Math.round)).toEqual([100, 105, 110])
  expect(fan?.high.map(Math.round)).toEqual([120, 135, 150])
  expect(fan?.target).toBe(200)
})

test('without a known level or a path there is nothing to draw', () => {
  expect(fanOf(item({}))).toBeNull()
  expect(fanOf(item({ known: figure({ value: 100, period: '2024' }) }))).toBeNull()
})

test('figures of a family keep what stands behind its name', () => {
  const of = item({ 'ramp_2027-Q1': figure({ value: 5 }), flow_电池: figure({ value: 7 }) })
  expect(family(of, 'ramp').map(([name, { value }]) => [name, value])).toEqual([['2027-Q1', 5]])
  expect(isProject(of)).toBe(false)
})

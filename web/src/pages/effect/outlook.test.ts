import { expect, test } from 'vitest'

import type { Figure, Item, Line } from '../../api/client'
import { fanOf, outlookOf } from './outlook'

const figure = (over: Partial<Figure>): Figure => ({
  subject: '某区', indicator: '产值', value: 1, unit: 'CNY', bound: 'exact', kind: 'actual', period: null, words: '',
  scope: { boundary: null, measure: null, stage: null, coverage: null }, mark: 'aaaaaaaa', source: 'document', weakest: 'document', ...over,
})
const line = (...figures: Figure[]): Line => ({ text: '', spans: [], figures })
const target = figure({ kind: 'target', value: 200, period: '2027' })
const item = (...lines: Line[]): Item => ({ id: 'x', state: 'open', title: line(target), lines, figures: {} })

test('the fan runs from the known level, bridged to the scope of the target, to the expected range', () => {
  const outlook = outlookOf(
    item(
      line(figure({ value: 100, period: '2024' }), figure({ subject: 'bridge/a', unit: 'ratio', value: 1.1 })),
      line(figure({ value: 5, unit: 'percent' }), figure({ value: 150, period: '2027', range: [120, 180] })),
    ),
  )
  const fan = outlook && fanOf(outlook)
  expect(fan?.years).toEqual([2024, 2025, 2026, 2027])
  expect(fan?.middle[0]).toBeCloseTo(110)
  expect([fan?.low[3], fan?.middle[3], fan?.high[3], fan?.target].map((value) => Math.round(value ?? 0))).toEqual([120, 150, 180, 200])
})

test('without a known level there is nothing to draw', () => {
  expect(outlookOf(item(line()))).toBeNull()
  expect(outlookOf(item(line(figure({ value: 100 })), line(figure({ value: 150, period: '2027', range: [1, 2] }))))).toBeNull()
})

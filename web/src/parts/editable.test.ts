import { expect, test } from 'vitest'

import type { Figure } from '../api/client'
import { editableOf, reachOf, stepOf } from './editable'

const figure = (value: number, words: string, range?: [number, number], unit = 'CNY') =>
  ({ value, words, unit, range }) as Figure

test.each([
  [figure(1e11, '不低于1000亿元'), 1000, 1e8, '亿元'],
  [figure(1300, '1300亩（700亩至2500亩）', [700, 2500], 'mu'), 1300, 1, '亩'],
  [figure(6.6169e7, '6616.9万元'), 6616.9, 1e4, '万元'],
  [figure(5, '5%', undefined, 'percent'), 5, 1, '%'],
  [figure(1.05, '1.05（1至1.15）', [1, 1.15], 'ratio'), 1.05, 1, ''],
])('%o is typed as its words say', (of, number, scale, unit) => {
  expect(editableOf(of)).toEqual({ number, scale, unit })
})

test('words that do not agree with the value are not used', () => {
  expect(editableOf(figure(123456, '12亿元'))).toEqual({ number: 123456, scale: 1, unit: 'CNY' })
  expect(editableOf(figure(7, ''))).toEqual({ number: 7, scale: 1, unit: 'CNY' })
})

test('a slider reaches beyond the range, never below nothing', () => {
  expect(reachOf(figure(1300, '', [700, 2500]), 1)).toEqual([0, 3400])
  expect(reachOf(figure(10, ''), 1)).toEqual([0, 20])
  const [least, most] = reachOf(figure(0, ''), 1)
  expect(most).toBeGreaterThan(least)
  expect(stepOf([0, 3400])).toBe(10)
})

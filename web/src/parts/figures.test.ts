import { expect, test } from 'vitest'

import { percent, short, splitWords, unitOf } from './figures'

test('a range stands apart from its value, and only where there is one', () => {
  expect(splitWords('1300亩（700亩至2500亩）', true)).toEqual(['1300亩', '（700亩至2500亩）'])
  expect(splitWords('1395.8亿元（2024）', false)).toEqual(['1395.8亿元（2024）', ''])
  expect(splitWords('', true)).toEqual(['', ''])
})

test.each([[0.6165803, '61.7%'], [1, '100%'], [0, '0%']])('%d is %s', (share, words) => expect(percent(share)).toBe(words))

test.each([[2.4864e10, '248.6亿'], [66169000, '6617万'], [8896, '8896'], [-3e8, '-3亿'], [0, '0']])('%d is %s', (value, words) =>
  expect(short(value)).toBe(words),
)

test.each([
  ['500吨二氧化碳（0吨二氧化碳至4000吨二氧化碳）', true, '吨二氧化碳'],
  ['超2100亿元', false, '亿元'],
  ['-0.5%', false, '%'],
  ['', false, ''],
] as const)('the unit of %s', (words, ranged, unit) => expect(unitOf(words, ranged)).toBe(unit))

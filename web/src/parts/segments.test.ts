import { expect, test } from 'vitest'

import { segmentsOf, type Fact } from './segments'

const fact = (begin: number, end: number, at: number): Fact => ({ begin, end, at, figure: {} as Fact['figure'] })
const text = '全年完成规上工业产值727.4亿元，同比增长5.5%。其余不变。'

test('no character is lost, whatever overlaps', () => {
  for (const facts of [[], [fact(0, 18, 10)], [fact(0, 27, 10), fact(0, 27, 22), fact(5, 12, 10)], [fact(-3, 999, 500)]]) {
    expect(segmentsOf(text, facts, { from: 3, to: 6 }).map((one) => one.text).join('')).toBe(text)
  }
})

test('a place in a clause belongs to the figure that stands there', () => {
  const segments = segmentsOf(text, [fact(0, 27, 10), fact(0, 27, 22)], null)
  const at = (begin: number) => segments.find((one) => one.begin === begin)?.facts[0]
  expect([at(0), at(10), at(22)]).toEqual([0, 0, 1])
  expect(segments.at(-1)?.facts).toEqual([])
})

test('the place that was asked for is marked', () => {
  const marked = segmentsOf(text, [], { from: 4, to: 8 }).filter(({ asked }) => asked)
  expect(marked.map((one) => one.text)).toEqual(['规上工业'])
})

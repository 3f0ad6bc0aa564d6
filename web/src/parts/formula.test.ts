import { expect, test } from 'vitest'

import { termsOf } from './formula'

const sum = (formula: string) => termsOf(formula)?.reduce((total, { adds }) => total + adds, 0)

test.each([
  ['环节·承接价值 = 100 × （下游企业 0.5 × 权重 0.25 + 承接方向 1 × 权重 0.15）', ['下游企业', '承接方向'], 27.5],
  ['项目·得分 = 产值 96 + 用工 -5.5', ['产值', '用工'], 90.5],
  ['产值 96 + 主导产业相合（铝基先进材料） 5', ['产值', '主导产业相合（铝基先进材料）'], 101],
])('%s is a sum', (formula, names, total) => {
  expect(termsOf(formula)?.map(({ name }) => name)).toEqual(names)
  expect(sum(formula)).toBeCloseTo(total)
})

test.each([[''], ['各项目之和（区间按同涨同跌相加）'], ['需求 − 园区容量'], ['a 1 + b × c'], ['100 × （x）']])(
  '%j is shown as written',
  (formula) => expect(termsOf(formula)).toBeNull(),
)

import { expect, test } from 'vitest'

import { zh } from '../../words/zh'
import { changesOf, readTry, saidOf, topic, writeTry } from './tries'

test('a change goes into the address and back; what is no change is left out', () => {
  const row = { kind: 'capacity', text: '西彭园区/用电=+20000' } as const
  expect(readTry(writeTry(row))).toEqual(row)
  for (const text of ['', 'capacity', 'capacity:', 'other:x', ':x']) expect(readTry(text)).toBeNull()
})

test('changes are told as the interface takes them; one topic stands once', () => {
  expect(
    changesOf([
      { kind: 'pin', text: '甲=东园' },
      { kind: 'pin', text: '乙=西园' },
      { kind: 'keep', text: '3' },
    ]),
  ).toEqual({ pin: ['甲=东园', '乙=西园'], keep: 3 })
  expect(topic({ kind: 'pin', text: '甲=东园' })).toBe(topic({ kind: 'pin', text: '甲=西园' }))
  expect(topic({ kind: 'forbid', text: '甲=东园' })).not.toBe(topic({ kind: 'forbid', text: '甲=西园' }))
  expect(topic({ kind: 'lift', text: '东园/准入' })).not.toBe(topic({ kind: 'lift', text: '东园/强度' }))
})

test.each([
  ['capacity', '西彭园区/power=100000', '西彭园区 用电 = 100000千伏安'],
  ['capacity', '西彭园区/labour/焊工=+20', '西彭园区 焊工 +20'],
  ['pin', '甲=东园', '甲 → 东园'],
  ['without', '甲', '甲'],
  ['lift', '东园/火灾', '东园 火灾危险性分区'],
  ['weight', 'chain_near=5', '上下游就近 = 5'],
] as const)('a change is told in words: %s %s', (kind, text, said) =>
  expect(saidOf({ kind, text }, zh, new Map([['西彭园区/power', '千伏安']]))).toBe(said),
)

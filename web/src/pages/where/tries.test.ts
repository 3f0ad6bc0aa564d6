import { expect, test } from 'vitest'

import { changesOf, readTry, topic, writeTry } from './tries'

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
  expect(topic({ kind: 'lift', text: '东园/准入' })).not.toBe(topic({ kind: 'lift', text: '东园/强度' }))
})

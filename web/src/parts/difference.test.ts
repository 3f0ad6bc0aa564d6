import { expect, test } from 'vitest'

import type { Answer, Figure, Item, Line } from '../api/client'
import { differences, noteDifferences } from './difference'

const line = (text: string): Line => ({ text, spans: [text], figures: [] })
const item = (id: string, title: string, lines: string[] = [], points = ''): Item => ({
  id, state: 'placed', title: line(title), lines: lines.map(line),
  figures: points ? { points: { words: points, indicator: '得分' } as Figure } : {},
})
const answer = (items: Item[], notes: string[] = []): Answer => ({
  question: 'where', region: '区', today: '2026-01-01', items, notes: notes.map(line), lacks: [], assumed_share: 0, version: 1,
})

test('equal answers do not differ', () => {
  const one = answer([item('a', 'a → 甲', ['理由'], '5分')], ['总分 5'])
  expect(differences(one, structuredClone(one))).toEqual([])
  expect(noteDifferences(one, structuredClone(one))).toEqual([])
})

test('entries that move, appear and go are told apart', () => {
  const found = differences(
    answer([item('a', 'a → 甲', [], '5分'), item('b', 'b → 甲')]),
    answer([item('a', 'a → 乙', [], '7分'), item('c', 'c → 乙')]),
  )
  expect(found.map(({ id, kind }) => [id, kind])).toEqual([['a', 'changed'], ['c', 'appears'], ['b', 'gone']])
  expect(found[0]?.figures).toEqual([{ name: '得分', before: '5分', after: '7分' }])
})

test('a reason that changes alone is shown with what it was', () => {
  const [found] = differences(answer([item('a', 'a', ['缺 1亩', '其余'])]), answer([item('a', 'a', ['缺 2亩', '其余'])]))
  expect(found?.figures).toEqual([{ name: '', before: '缺 1亩', after: '缺 2亩' }])
  expect(noteDifferences(answer([], ['x']), answer([], []))).toEqual([{ name: '', before: 'x', after: null }])
})

import { expect, test } from 'vitest'

import type { ChainNode } from '../api/client'
import { treeOf } from './chainTree'

const node = (id: string, parent: string | null): ChainNode => ({
  id, parent, product: id, chain: '链', link: '环节', state: 'missing', given: true, critical: false, junction: false,
  reason: '', industry_code: null, firms: { local: [], city: [], outside: [] }, upstream: [], downstream: [],
  mark: null, score: null,
})

const drawn = (nodes: ChainNode[], folded: string[] = []) =>
  treeOf(nodes, new Set(folded)).placed.map((one) => one.node.id).sort()

test('every node is drawn once, children to the right of their parent', () => {
  const tree = treeOf([node('车', null), node('电池', '车'), node('电芯', '电池'), node('电机', '车')], new Set())
  const at = new Map(tree.placed.map((one) => [one.node.id, one]))
  expect([...at.keys()].sort()).toEqual(['电机', '电池', '电芯', '车'].sort())
  expect(at.get('电池')?.x).toBeGreaterThan(at.get('车')?.x ?? Infinity)
  expect(new Set(tree.placed.filter((one) => one.children.length === 0).map(({ y }) => y)).size).toBe(2)
})

test('a folded node hides what is below it and says how many', () => {
  const nodes = [node('车', null), node('电池', '车'), node('电芯', '电池'), node('隔膜', '电池')]
  expect(drawn(nodes, ['电池'])).toEqual(['电池', '车'].sort())
  expect(treeOf(nodes, new Set(['车'])).placed[0]?.folded).toBe(3)
})

test('a ring and an unknown parent do not lose nodes', () => {
  expect(drawn([node('a', 'b'), node('b', 'a'), node('c', 'nowhere')])).toEqual(['a', 'b', 'c'])
  expect(drawn([node('a', 'a')])).toEqual(['a'])
})

test('five hundred nodes in one chain', () => {
  const nodes = Array.from({ length: 500 }, (_, at) => node(`n${at}`, at === 0 ? null : `n${Math.floor((at - 1) / 3)}`))
  expect(treeOf(nodes, new Set()).placed).toHaveLength(500)
})

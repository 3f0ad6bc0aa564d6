import type { ChainNode } from '../api/client'

/** A node with its place: x by depth, y by row. */
export interface Placed {
  node: ChainNode
  depth: number
  x: number
  y: number
  /** Nodes below that are folded away. */
  folded: number
  children: Placed[]
}

export interface Tree {
  placed: Placed[]
  width: number
  height: number
}

const rowHeight = 26
const gap = 46

// CJK characters are a full em wide; others are about half.
export const textWidth = (text: string, em = 13): number =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? em : em * 0.56), 0)

const childrenOf = (nodes: ChainNode[]): Map<string | null, ChainNode[]> => {
  const known = new Set(nodes.map(({ id }) => id))
  const below = new Map<string | null, ChainNode[]>()
  for (const node of nodes) {
    const parent = node.parent !== null && known.has(node.parent) && node.parent !== node.id ? node.parent : null
    below.set(parent, [...(below.get(parent) ?? []), node])
  }
  return below
}

/** The chain drawn from what it ends in to what it is made of. Nodes of a ring stand at the top. */
export const treeOf = (nodes: ChainNode[], folded: ReadonlySet<string>): Tree => {
  const below = childrenOf(nodes)
  const seen = new Set<string>()
  const placed: Placed[] = []
  let row = 0

  const size = (id: string, within: Set<string> = new Set()): number => {
    if (within.has(id)) return 0
    within.add(id)
    return (below.get(id) ?? []).reduce((sum, child) => sum + 1 + size(child.id, within), 0)
  }
  const put = (node: ChainNode, depth: number): Placed => {
    seen.add(node.id)
    const hidden = folded.has(node.id)
    const inner = hidden ? [] : (below.get(node.id) ?? []).filter(({ id }) => !seen.has(id))
    const children = inner.map((child) => put(child, depth + 1))
    const first = children[0]
    const last = children.at(-1)
    const y = first && last ? (first.y + last.y) / 2 : row++ * rowHeight + rowHeight / 2
    const own: Placed = { node, depth, x: 0, y, folded: hidden ? size(node.id) : 0, children }
    placed.push(own)
    return own
  }
  for (const root of below.get(null) ?? []) put(root, 0)
  for (const node of nodes) if (!seen.has(node.id) && inRing(node, nodes)) put(node, 0)

  const widths: number[] = []
  for (const one of placed) widths[one.depth] = Math.max(widths[one.depth] ?? 0, labelWidth(one))
  const starts = widths.map((_, depth) => widths.slice(0, depth).reduce((sum, width) => sum + width + gap, 10))
  for (const one of placed) one.x = starts[one.depth] ?? 0
  return {
    placed,
    width: (starts.at(-1) ?? 0) + (widths.at(-1) ?? 0) + 30,
    height: Math.max(row * rowHeight, rowHeight) + 8,
  }
}

const labelWidth = ({ node, folded }: Placed) => textWidth(node.product) + 14 + (folded > 0 ? 34 : 0)

const inRing = (node: ChainNode, nodes: ChainNode[]): boolean => {
  const byId = new Map(nodes.map((one) => [one.id, one]))
  let at: ChainNode | undefined = node
  for (let steps = 0; at && steps <= nodes.length; steps += 1) at = at.parent ? byId.get(at.parent) : undefined
  return at !== undefined
}

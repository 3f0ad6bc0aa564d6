import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import type { Chain, ChainNode } from '../../api/client'
import { withParameter } from '../../parts/address'
import { ChainGlyph } from '../../parts/ChainGlyph'
import { textWidth, treeOf, type Placed } from '../../parts/chainTree'
import { useWords } from '../../words'

const large = 160 // nodes; above, branches below the second level start folded

const startFolded = (chain: Chain): ReadonlySet<string> => {
  if (chain.nodes.length <= large) return new Set()
  const open = treeOf(chain.nodes, new Set())
  return new Set(open.placed.filter(({ depth, children }) => depth >= 1 && children.length > 0).map(({ node }) => node.id))
}

const parentIds = (chain: Chain) => new Set(chain.nodes.flatMap(({ parent }) => (parent ? [parent] : [])))

interface Props {
  of: Chain
  chosen: string | null
}

export const ChainMap = ({ of, chosen }: Props) => {
  const words = useWords()
  const [folds, setFolds] = useState({ chain: of.chain, folded: startFolded(of) })
  const folded = folds.chain === of.chain ? folds.folded : startFolded(of)
  const tree = useMemo(() => treeOf(of.nodes, folded), [of, folded])
  const fold = (next: ReadonlySet<string>) => setFolds({ chain: of.chain, folded: next })
  const toggle = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    fold(next)
  }
  return (
    <section className="chain-map" aria-label={`${of.chain} ${words.what.tabs.map}`}>
      <div className="toolbar small">
        <button type="button" className="text-button" onClick={() => fold(new Set())}>
          {words.what.expandAll}
        </button>
        <button type="button" className="text-button" onClick={() => fold(parentIds(of))}>
          {words.what.collapseAll}
        </button>
      </div>
      <div className="chain-scroll" tabIndex={0} role="group" aria-label={of.chain}>
        <svg width={tree.width} height={tree.height} viewBox={`0 0 ${tree.width} ${tree.height}`}>
          {tree.placed.map((one) => (
            <Edges key={one.node.id} from={one} />
          ))}
          {tree.placed.map((one) => (
            <Node key={one.node.id} of={one} chosen={one.node.id === chosen} toggle={toggle} />
          ))}
        </svg>
      </div>
    </section>
  )
}

const Edges = ({ from }: { from: Placed }) => {
  const end = from.x + 14 + textWidth(from.node.product) + (from.node.critical ? 6 : 0)
  return (
    <g className="chain-edges">
      {from.children.map((to) => {
        const middle = to.x - 22
        return <path key={to.node.id} d={`M${end + 4} ${from.y} H${middle} V${to.y} H${to.x - 8}`} />
      })}
    </g>
  )
}

interface NodeProps {
  of: Placed
  chosen: boolean
  toggle: (id: string) => void
}

const describe = (node: ChainNode, states: Record<string, string>) =>
  [node.product, node.state ? states[node.state] : '', node.reason].filter(Boolean).join('，')

const Node = ({ of, chosen, toggle }: NodeProps) => {
  const words = useWords()
  const [search] = useSearchParams()
  const { node } = of
  const width = textWidth(node.product) + 18
  return (
    <g transform={`translate(${of.x} ${of.y})`} className={`chain-node ${node.state ?? 'junction'}${chosen ? ' chosen' : ''}`}>
      <Link
        to={{ search: withParameter(search, 'node', chosen ? null : node.id) }}
        aria-label={describe(node, words.what.chainStates)}
        aria-current={chosen ? 'true' : undefined}
        preventScrollReset
      >
        <title>{describe(node, words.what.chainStates)}</title>
        <rect x={-8} y={-11} width={width + 8} height={22} rx={2} />
        <ChainGlyph of={node.state} />
        <text x={11} y={4.5} className={node.critical ? 'critical' : ''}>
          {node.product}
        </text>
      </Link>
      {of.folded > 0 && (
        <g
          role="button"
          tabIndex={0}
          className="chain-fold"
          transform={`translate(${width + 6} 0)`}
          aria-label={`${words.common.more} ${words.common.count(of.folded)}`}
          onClick={() => toggle(node.id)}
          onKeyDown={({ key }) => (key === 'Enter' || key === ' ') && toggle(node.id)}
        >
          <rect x={-2} y={-9} width={30} height={18} rx={9} />
          <text x={13} y={4} textAnchor="middle">
            +{of.folded}
          </text>
        </g>
      )}
      {of.folded === 0 && of.children.length > 0 && (
        <g className="chain-fold close" transform={`translate(${width + 2} 0)`} aria-hidden="true" onClick={() => toggle(node.id)}>
          <rect x={-2} y={-9} width={14} height={18} />
          <text x={5} y={4} textAnchor="middle">
            −
          </text>
        </g>
      )}
    </g>
  )
}

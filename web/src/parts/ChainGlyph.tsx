import type { ChainNode } from '../api/client'

type State = ChainNode['state']

/** 有 full, 弱 half, 缺 hollow, 断 crossed: readable without colour and in print. */
export const ChainGlyph = ({ of, x = 0, y = 0 }: { of: State; x?: number; y?: number }) => (
  <g transform={`translate(${x} ${y})`} className={`glyph ${of ?? 'junction'}`}>
    <circle r={of ? 5 : 2.5} />
    {of === 'weak' && <path d="M0 -5 A5 5 0 0 0 0 5 Z" className="half" />}
    {of === 'broken' && <path d="M-3.2 -3.2 L3.2 3.2 M3.2 -3.2 L-3.2 3.2" className="cross" />}
  </g>
)

export const ChainState = ({ of, words }: { of: State; words: Record<string, string> }) =>
  of ? (
    <span className="chain-state nowrap">
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <ChainGlyph of={of} />
      </svg>
      {words[of]}
    </span>
  ) : null

import { Link, useSearchParams } from 'react-router-dom'

import type { Figure as Data, Item } from '../../api/client'
import { useSource } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { ChainState } from '../../parts/ChainGlyph'
import { Figure } from '../../parts/Figure'
import { termsOf } from '../../parts/formula'
import { chainPath } from '../../parts/paths'
import { Sentence } from '../../parts/Sentence'
import { Terms } from '../../parts/Terms'
import { Share } from '../../ui/Share'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'

interface Props {
  of: Item
  rank: number
  chain: string
  /** The highest score, which fills the bar. */
  most: number
}

/** A gap: its name and state, its score, its reasons; the parts of the score open below. */
export const GapRow = ({ of, rank, chain, most }: Props) => {
  const words = useWords()
  const [search] = useSearchParams()
  const { score, rank_best, rank_worst, front } = of.figures
  const open = search.get('gap') === of.id
  const name = of.id.split('/').at(-1) ?? of.id
  return (
    <li className="gap">
      <span className="gap-rank serif">{rank}</span>
      <div className="gap-main">
        <h3>
          <Link className="plain" to={chainPath(chain, of.id)}>
            {name}
          </Link>{' '}
          <span className="gap-where">
            <ChainState of={(of.state ?? null) as never} words={words.what.chainStates} />
            <span className="quiet"> {chain}</span>
            {front?.value === 1 && (
              <>
                {' '}
                <Link className="tag" to="/what/compare">
                  {words.what.onFront}
                </Link>
              </>
            )}
          </span>
        </h3>
        {of.lines.map((line, at) => (
          <p key={at}>
            <Sentence of={line} />
          </p>
        ))}
        {open && score && <Parts of={score} />}
      </div>
      {score && (
        <div className="gap-score">
          <Figure of={score} />
          <Share of={score.value / most} strong />
          {rank_best && rank_worst && (
            <span className="small quiet">
              {words.what.rankRange}{' '}
              <span className="nowrap">
                <Figure of={rank_best} brief untagged />—<Figure of={rank_worst} brief untagged />
              </span>
            </span>
          )}
          <Link
            className="small quiet"
            to={{ search: withParameter(search, 'gap', open ? null : of.id) }}
            aria-expanded={open}
            preventScrollReset
          >
            {words.what.parts}
          </Link>
        </div>
      )}
    </li>
  )
}

const Parts = ({ of }: { of: Data }) => (
  <div className="gap-parts">
    <Loaded from={useSource(of.mark)} lines={3}>
      {(source) => {
        const terms = termsOf(source.formula ?? '')
        return terms ? <Terms of={terms} /> : <p className="formula">{source.formula}</p>
      }}
    </Loaded>
  </div>
)

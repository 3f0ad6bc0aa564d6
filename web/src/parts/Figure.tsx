import { use } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import type { Figure as Data } from '../api/client'
import { useWords } from '../words'
import { DisputedMarks } from './disputed'
import { splitWords } from './figures'
import { withParameter } from './address'

interface Props {
  of: Data
  /** Where a heading or a column already says that its figures are assumed. */
  untagged?: boolean
  /** Without the range, where a table would grow too wide; the range is in the source. */
  brief?: boolean
  /** With the range on a line of its own, in the cells of a table. */
  stacked?: boolean
  /** A unit that the head of the table tells, left out of every cell. */
  unit?: string
}

/**
 * Every figure on every page: its words, how far they are to be trusted, and the way to its source.
 * Read in a document or a table: plain. Computed: a thin line. Resting on an assumption: dotted.
 * Contradicted somewhere: wavy.
 */
export const Figure = ({ of, untagged = false, brief = false, stacked = false, unit = '' }: Props) => {
  const words = useWords()
  const disputed = use(DisputedMarks).has(of.mark)
  const [search] = useSearchParams()
  const open = search.get('source') === of.mark

  const assumed = of.weakest === 'assumed'
  const hint = disputed
    ? words.source.hints.disputed
    : of.source === 'derived' && assumed
      ? words.source.hints.derivedAssumed
      : words.source.hints[of.source]
  const looks = disputed ? 'disputed' : assumed ? 'assumed' : of.source
  const mention = of.unit === 'mention'
  const told = unit === '' ? of.words : of.words.replaceAll(unit, '')
  const [main, rest] = splitWords(mention ? words.source.citation : told, of.range != null)

  return (
    <>
      <Link
        to={{ search: withParameter(search, 'source', of.mark) }}
        className={`figure ${looks}${mention ? ' note' : ''}${stacked ? ' stacked' : ''}`}
        title={`${of.subject}　${mention ? words.source.mention : of.indicator}　${hint}，${words.source.hints.open}${brief ? rest : ''}`}
        aria-label={`${mention ? words.source.citation : of.words}，${hint}`}
        aria-expanded={open}
        data-mark={of.mark}
        preventScrollReset
      >
        {stacked ? <span className="figure-value">{main}</span> : main}
        {rest && !brief && <span className="figure-range">{rest}</span>}
      </Link>
      {of.source === 'assumed' && !mention && !untagged && (
        <span className="figure-tag">{words.source.assumedTag}</span>
      )}
    </>
  )
}

import { Link, useSearchParams } from 'react-router-dom'

import { useWords } from '../words'
import { withParameter } from './address'

interface Props {
  mark: string | null | undefined
  /** What it is the source of, for those who hear the page. */
  of: string
}

/** The way to the source of a name or a cell, where there is no number to click. */
export const Cite = ({ mark, of }: Props) => {
  const words = useWords()
  const [search] = useSearchParams()
  if (!mark) return null
  return (
    <Link
      className="figure note"
      to={{ search: withParameter(search, 'source', mark) }}
      aria-label={`${of} ${words.source.title}`}
      title={words.source.hints.open}
      aria-expanded={search.get('source') === mark}
      data-mark={mark}
      preventScrollReset
    >
      {words.source.citation}
    </Link>
  )
}

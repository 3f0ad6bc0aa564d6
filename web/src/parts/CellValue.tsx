import { Link, useSearchParams } from 'react-router-dom'

import type { Schemas } from '../api/client'
import { useWords } from '../words'
import { withParameter } from './address'

type Cell = Schemas['Cell']

/** A cell of a table: its words, which open its row and file where that is known. */
export const CellValue = ({ of, title }: { of: Cell | undefined; title: string }) => {
  const words = useWords()
  const [search] = useSearchParams()
  if (!of) return null
  if (!of.mark) return <>{of.words}</>
  const hint = of.source ? words.source.hints[of.source] : words.source.hints.open
  return (
    <Link
      className={`figure long cell ${of.source ?? 'ledger'}`}
      to={{ search: withParameter(search, 'source', of.mark) }}
      title={`${title}　${hint}`}
      aria-expanded={search.get('source') === of.mark}
      data-mark={of.mark}
      preventScrollReset
    >
      {of.words}
    </Link>
  )
}

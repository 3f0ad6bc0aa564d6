import { Link, useSearchParams } from 'react-router-dom'

import { withParameter } from '../parts/address'
import { useWords } from '../words'

interface Props {
  offset: number
  /** How many are shown. */
  shown: number
  total: number
  step: number
}

/** Where one is in a long list, and the way on; the offset is part of the address. */
export const Pages = ({ offset, shown, total, step }: Props) => {
  const words = useWords()
  const [search] = useSearchParams()
  if (total === 0) return null
  const to = (at: number) => ({ search: withParameter(search, 'offset', at > 0 ? String(at) : null) })
  return (
    <nav className="pages small" aria-label={words.common.pages}>
      {offset > 0 && <Link to={to(Math.max(0, offset - step))}>{words.common.previous}</Link>}
      <span className="quiet">{words.common.page(offset + 1, offset + shown, total)}</span>
      {offset + shown < total && <Link to={to(offset + step)}>{words.common.next}</Link>}
    </nav>
  )
}

export const useOffset = (): number => {
  const at = Number(useSearchParams()[0].get('offset') ?? 0)
  return Number.isInteger(at) && at > 0 ? at : 0
}

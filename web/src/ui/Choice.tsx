import { Link, useSearchParams } from 'react-router-dom'

import { withParameter } from '../parts/address'

interface Props {
  /** The parameter of the address that keeps the choice. */
  name: string
  label: string
  all?: string
  options: ReadonlyArray<{ value: string; text: string; count?: number }>
}

/** A choice that is part of the address: links in a row, the chosen one marked. */
export const Choice = ({ name, label, all, options }: Props) => {
  const [search] = useSearchParams()
  const inAddress = search.get(name) ?? ''
  const every = all === undefined ? options : [{ value: '', text: all }, ...options]
  const chosen = every.some(({ value }) => value === inAddress) ? inAddress : every[0]?.value
  return (
    <nav className="choice" aria-label={label}>
      {every.map(({ value, text, count }) => (
        <Link
          key={value}
          to={{ search: withParameter(search, name, value) }}
          aria-current={value === chosen ? 'true' : undefined}
          preventScrollReset
        >
          {text}
          {count !== undefined && <span className="quiet"> {count}</span>}
        </Link>
      ))}
    </nav>
  )
}

import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router-dom'

import { withParameters } from '../parts/address'

interface Props {
  label: string
  /** The parameter of the address; an offset is forgotten when it changes. */
  name?: string
  wide?: boolean
}

const settleMs = 250

/** A field whose text becomes part of the address when typing pauses. */
export const SearchField = ({ label, name = 'q', wide = false }: Props) => {
  const [search, setSearch] = useSearchParams()
  const inAddress = search.get(name) ?? ''
  const [text, setText] = useState(inAddress)
  useEffect(() => setText(inAddress), [inAddress])
  useEffect(() => {
    if (text === inAddress) return
    const timer = setTimeout(
      () => setSearch((now) => withParameters(now, { [name]: text, offset: null }), { replace: true }),
      settleMs,
    )
    return () => clearTimeout(timer)
  }, [text, inAddress, name, setSearch])
  return (
    <input
      className={`field${wide ? ' wide-field' : ''}`}
      type="search"
      value={text}
      placeholder={label}
      aria-label={label}
      autoComplete="off"
      onChange={({ target }) => setText(target.value)}
    />
  )
}

import { useState, type ReactNode } from 'react'

import { useWords } from '../words'

interface Props<T> {
  of: readonly T[]
  step: number
  as?: 'ul' | 'ol'
  className?: string
  none: string
  children: (one: T, at: number) => ReactNode
}

/** A long list that shows its first entries, and more of them when asked. */
export const Growing = <T,>({ of, step, as: List = 'ul', className = 'rows', none, children }: Props<T>) => {
  const words = useWords()
  const [shown, setShown] = useState(step)
  if (of.length === 0) return <p className="quiet">{none}</p>
  return (
    <>
      <List className={className}>{of.slice(0, shown).map(children)}</List>
      {of.length > shown && (
        <button type="button" className="text-button" onClick={() => setShown(shown + step)}>
          {words.what.showMore(Math.min(step, of.length - shown))}
        </button>
      )}
    </>
  )
}

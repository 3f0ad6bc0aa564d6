import { Fragment } from 'react'

import type { Conflict } from '../api/client'
import { useWords } from '../words'
import { Figure } from './Figure'

/**
 * A contradiction as the server words it. Its sentence names marks in brackets where a figure
 * stands; those become the way to the figure, and what no bracket names follows the sentence,
 * unless the figures are listed beside it (`alone`).
 */
export const ConflictText = ({ of, alone = false }: { of: Conflict; alone?: boolean }) => {
  const words = useWords()
  const known = new Map(of.figures.map((figure) => [figure.mark, figure]))
  const parts = of.sentence.split(/\[([0-9a-z]{8,16})\]/)
  const named = new Set(parts.filter((_, at) => at % 2 === 1))
  const others = of.figures.filter((figure) => !named.has(figure.mark))
  return (
    <>
      <span className={`tag ${of.severity === 'conflict' ? 'accent' : ''}`}>
        {words.overview.severities[of.severity]}
      </span>{' '}
      {parts.map((part, at) => {
        const figure = at % 2 === 1 ? known.get(part) : undefined
        if (at % 2 === 0) return <Fragment key={at}>{part}</Fragment>
        return figure ? <Figure key={at} of={{ ...figure, unit: 'mention' }} /> : null
      })}
      {others.length > 0 && !alone && (
        <span className="quiet small">
          {others.map((figure, at) => (
            <Fragment key={figure.mark}>
              {at === 0 ? '　' : '；'}
              {figure.indicator} <Figure of={figure} />
            </Fragment>
          ))}
        </span>
      )}
    </>
  )
}

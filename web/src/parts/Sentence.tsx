import { Fragment } from 'react'

import type { Line } from '../api/client'
import { Figure } from './Figure'

interface Props {
  of: Line
  /** Without ranges and tags, where there is room for the gist only; both are in the source. */
  brief?: boolean
}

/** A sentence of an answer: words, and figures that open. Text is only ever text. */
export const Sentence = ({ of, brief = false }: Props) => (
  <>
    {of.spans.map((span, at) => {
      if (typeof span === 'string') return <Fragment key={at}>{span}</Fragment>
      const figure = of.figures[span]
      return figure ? <Figure key={at} of={figure} brief={brief} untagged={brief} /> : null
    })}
  </>
)

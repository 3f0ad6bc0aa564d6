import type { Line } from '../api/client'
import { useWords } from '../words'
import { Sentence } from './Sentence'

interface Props {
  of: Line[]
  /** How many stand open; the rest open on a click. */
  open: number
}

/** The lines of an entry, the first ones open: a firm's three hundred clauses would hide the firms. */
export const FoldedLines = ({ of, open }: Props) => {
  const words = useWords()
  // One line behind a fold would cost more room than it saves.
  const first = of.length <= open + 1 ? of.length : open
  const folded = of.slice(first)
  return (
    <>
      <Lines of={of.slice(0, first)} />
      {folded.length > 0 && (
        <details>
          <summary className="quiet small">
            {words.common.more} {words.common.count(folded.length)}
          </summary>
          <Lines of={folded} />
        </details>
      )}
    </>
  )
}

const Lines = ({ of }: { of: Line[] }) =>
  of.map((line, at) => (
    <p key={at}>
      <Sentence of={line} />
    </p>
  ))

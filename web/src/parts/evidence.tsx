import { Link } from 'react-router-dom'

import type { Source } from '../api/client'
import { useWords } from '../words'
import { termsOf } from './formula'
import { bookPath, documentPath } from './paths'
import { FigureList } from './sourceParts'
import { Terms } from './Terms'

interface Props {
  of: Source
}

/** The clause as it lies in the file, with a little of what stands around it. */
export const ClauseSource = ({ of }: Props) => {
  const words = useWords()
  const { text } = of
  return (
    <section className="source-block">
      <h3>{words.source.clause}</h3>
      <p className="quiet small">
        {of.document}
        {of.offset?.length === 2 && `　${words.source.offset(of.offset[0] ?? 0, of.offset[1] ?? 0)}`}
      </p>
      {text ? (
        <>
          <blockquote className="stored" aria-label={words.source.clauseAsStored}>
            {text.before}
            <mark>{text.clause}</mark>
            {text.after}
          </blockquote>
          {of.clause && differs(of.clause, text.clause) && (
            <>
              <p className="quiet small">{words.source.clauseRepaired}</p>
              <blockquote>{of.clause}</blockquote>
            </>
          )}
        </>
      ) : (
        <blockquote>{of.clause}</blockquote>
      )}
      {of.hash && (
        <p>
          <Link to={documentPath(of.hash, of.mark)}>{words.source.openDocument}</Link>
        </p>
      )}
    </section>
  )
}

const differs = (repaired: string, stored: string) => repaired.replace(/\s/g, '') !== stored.replace(/\s/g, '')

/** The cell, in its row. */
export const CellSource = ({ of }: Props) => {
  const words = useWords()
  return (
    <section className="source-block">
      <h3>{words.source.cell}</h3>
      <dl className="facts">
        <dt>{words.source.file}</dt>
        <dd>{of.file}</dd>
        <dt>{words.source.cell}</dt>
        <dd>{of.cell}</dd>
        {of.stated_in && (
          <>
            <dt>{words.source.statedIn}</dt>
            <dd>{of.stated_in}</dd>
          </>
        )}
      </dl>
      {of.row && (
        <>
          <h4>{words.source.row}</h4>
          <table className="cells">
            <tbody>
              {of.row.cells.map((cell) => (
                <tr key={cell.column} className={cell.here ? 'here' : ''} aria-current={cell.here || undefined}>
                  <td className="quiet small mono">{cell.at ?? ''}</td>
                  <th scope="row">{cell.title}</th>
                  <td>{cell.words}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <Link to={bookPath(of.row.kind, of.row.key)}>{words.source.openRecord}</Link>
          </p>
        </>
      )}
    </section>
  )
}

/** The formula, and what went into it; each of these opens in turn. */
export const DerivedSource = ({ of }: Props) => {
  const words = useWords()
  const terms = termsOf(of.formula ?? '')
  return (
    <section className="source-block">
      <h3>{words.source.formula}</h3>
      {terms && <Terms of={terms} />}
      <p className="formula">{of.formula}</p>
      {(of.input_figures ?? []).length > 0 && (
        <>
          <h4>{words.source.inputs}</h4>
          <FigureList figures={of.input_figures ?? []} />
        </>
      )}
    </section>
  )
}

export const AssumedSource = ({ of }: Props) => {
  const words = useWords()
  return (
    <section className="source-block">
      <h3>{words.source.basis}</h3>
      <blockquote>{of.basis}</blockquote>
      <dl className="facts">
        <dt>{words.source.by}</dt>
        <dd>{of.by ?? words.source.unnamed}</dd>
        <dt>{words.source.date}</dt>
        <dd>{of.date ?? words.source.unnamed}</dd>
      </dl>
      {of.key && (
        <p>
          <Link to={`/assumptions?key=${encodeURIComponent(of.key)}`}>{words.source.change}</Link>
        </p>
      )}
    </section>
  )
}

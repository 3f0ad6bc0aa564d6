import { Link, useParams } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { useFirm, useMay } from '../../api/queries'
import { Cite } from '../../parts/Cite'
import { FoldedLines } from '../../parts/FoldedLines'
import { bookPath } from '../../parts/paths'
import { PageHead } from '../../ui/PageHead'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { Row } from './SheetBody'
import { VerdictBlock } from './VerdictBlock'

type Data = Schemas['Firm']

/** One firm: its rungs, what each rule finds, what it still has to show, what the ledger holds. */
export const FirmPage = () => {
  const { code = '' } = useParams()
  return <Loaded from={useFirm(code)} lines={12}>{(data) => <Firm of={data} />}</Loaded>
}

const Firm = ({ of }: { of: Data }) => {
  const words = useWords()
  const may = useMay()
  return (
    <>
      <PageHead title={of.firm} standfirst={of.uscc && <span className="mono">{of.uscc}</span>} />
      <div className="columns lead ruled">
        <div>
          <section className="block">
            <h2>
              {words.how.ladder}{' '}
              {of.ladder.state && <span className="tag accent">{words.how.states[of.ladder.state] ?? of.ladder.state}</span>}
            </h2>
            <FoldedLines of={of.ladder.lines} open={10} />
          </section>
          <section className="block">
            <div className="block-head">
              <h2>{words.how.life}</h2>
              {may('sheet') && (
                <Link to={`/how/match?firm=${encodeURIComponent(of.firm)}`}>{words.how.sheets.matches}</Link>
              )}
            </div>
            <ul className="rows">
              {of.life.map((part) => (
                <Row key={part.id} of={part} whole />
              ))}
            </ul>
          </section>
          <section className="block">
            <h2>{words.how.rules}</h2>
            {of.rules.map((verdict) => (
              <VerdictBlock key={verdict.pack} of={verdict} />
            ))}
          </section>
        </div>
        <LedgerRow of={of} />
      </div>
    </>
  )
}

const LedgerRow = ({ of }: { of: Data }) => {
  const words = useWords()
  const filled = of.columns.filter(({ name }) => of.record.cells[name])
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.how.ledgerRow}</h2>
        <Link to={bookPath('enterprises', of.record.key)}>{words.source.openRecord}</Link>
      </div>
      <table className="cells">
        <tbody>
          {filled.map(({ name, title }) => {
            const cell = of.record.cells[name]
            return (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td>
                  {cell?.words}
                  <Cite mark={cell?.mark} of={title} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

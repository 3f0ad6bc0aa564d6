import { Link } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { useMay } from '../../api/queries'
import { ChangeFrom } from '../../parts/ChangeFrom'
import { percent } from '../../parts/figures'
import { bookPath } from '../../parts/paths'
import { day } from '../../parts/time'
import { Share } from '../../ui/Share'
import { useWords } from '../../words'

type Data = Schemas['Overview']

export const AssumedShare = ({ of }: { of: Data }) => {
  const words = useWords()
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.sources.assumedHeading}</h2>
        <Link to="/assumptions">{words.overview.toAssumptions}</Link>
      </div>
      <p>
        {words.overview.assumedShare} <strong className="big-number">{percent(of.assumed_share)}</strong>
      </p>
      <table className="plain-table">
        <tbody>
          {of.answers.map(({ question, assumed_share }) => (
            <tr key={question}>
              <th scope="row">{words.sections[question]}</th>
              <td className="wide">
                <Share of={assumed_share} />
              </td>
              <td className="number">{percent(assumed_share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export const Changes = ({ of }: { of: Data['changes'] }) => {
  const words = useWords()
  const may = useMay()
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.overview.changes}</h2>
        {may('changes') && <Link to="/log">{words.overview.toLog}</Link>}
      </div>
      {of.length === 0 ? (
        <p className="quiet">{words.overview.noChanges}</p>
      ) : (
        <ul className="rows tight">
          {of.slice(0, 6).map((change) => (
            <li key={change.change} className="change-row">
              <span className="quiet nowrap">{day(change.at)}</span>
              <span className="change-from">
                <ChangeFrom of={change.from} />
              </span>
              <span className="quiet nowrap">{words.overview.records(change.records)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const Holdings = ({ of }: { of: Data['counts'] }) => {
  const words = useWords()
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.overview.holdings}</h2>
      </div>
      <ul className="holdings">
        {of
          .filter(({ records }) => records > 0)
          .map(({ kind, title, records }) => (
            <li key={kind}>
              <Link className="plain" to={bookPath(kind)}>
                {title}
              </Link>
              <span className="number">{records}</span>
            </li>
          ))}
      </ul>
    </section>
  )
}

import type { Schemas } from '../../api/client'
import { Cite } from '../../parts/Cite'
import { useWords } from '../../words'

type Verdict = Schemas['Verdict']

/** One rule pack against one firm, condition by condition; what would settle an unknown one. */
export const VerdictBlock = ({ of }: { of: Verdict }) => {
  const words = useWords()
  const accent = of.state === 'met' ? 'strong' : ''
  return (
    <details className="verdict" open={of.state !== 'unknown'}>
      <summary>
        <strong>{of.name}</strong> <span className={`tag ${accent}`}>{words.how.verdicts[of.state]}</span>{' '}
        <span className="quiet small">
          {of.document}
          {!of.verified && `　${words.how.unverified}`}
          {of.score && `　${words.how.score(of.score.least, of.score.most, of.score.pass)}`}
        </span>
      </summary>
      {of.conditions.length > 0 && <Conditions of={of.conditions} />}
      {of.missing.length > 0 && <Missing of={of.missing} />}
    </details>
  )
}

const Conditions = ({ of }: { of: Verdict['conditions'] }) => {
  const words = useWords()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={words.how.condition}>
      <table className="ledger small">
        <thead>
          <tr>
            <th scope="col">{words.how.condition}</th>
            <th scope="col">{words.common.state}</th>
            <th scope="col" className="number">
              {words.how.found}
            </th>
            <th scope="col" className="number">
              {words.how.threshold}
            </th>
            <th scope="col" className="number">
              {words.how.shortBy}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((condition, at) => (
            <tr key={at}>
              <td>
                {condition.words}
                {condition.where && <span className="quiet small">　{condition.where}</span>}
              </td>
              <td className="nowrap">
                <span className={`verdict-state ${condition.state}`}>{words.how.verdicts[condition.state]}</span>
              </td>
              <td className="number">
                {condition.found}
                {condition.marks.map((mark) => (
                  <Cite key={mark} mark={mark} of={condition.words} />
                ))}
              </td>
              <td className="number">{condition.threshold}</td>
              <td className="number">{condition.short_by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Missing = ({ of }: { of: Verdict['missing'] }) => {
  const words = useWords()
  return (
    <>
      <h3 className="card-heading">{words.how.missing}</h3>
      <ul className="rows tight small">
        {of.map((one) => (
          <li key={`${one.indicator}/${one.year}`}>
            <strong>
              {one.title}
              {one.year !== '' && ` ${one.year}`}
            </strong>
            {one.why && `　${one.why}`}
            <span className="quiet">
              {one.column && `　${words.how.where} ${one.column}`}
              {one.proof && `　${words.how.proof} ${one.proof}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

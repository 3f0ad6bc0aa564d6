import type { Chain } from '../../api/client'
import { Cite } from '../../parts/Cite'
import { ChainState } from '../../parts/ChainGlyph'
import { percent } from '../../parts/figures'
import { useWords } from '../../words'

const order = ['has', 'weak', 'missing', 'broken'] as const

/** The whole chain in a few numbers, and the lead firms that would pull it. */
export const ChainSummary = ({ of }: { of: Chain }) => {
  const words = useWords()
  const { coverage } = of
  return (
    <>
      <section className="block">
        <h2>{of.chain}</h2>
        <p className="quiet small">{words.what.chooseNode}</p>
        <table className="plain-table">
          <tbody>
            <tr>
              <th scope="row">{words.what.share}</th>
              <td className="number">{percent(coverage.share)}</td>
            </tr>
            {order.map((state) => (
              <tr key={state}>
                <th scope="row">
                  <ChainState of={state} words={words.what.chainStates} />
                </th>
                <td className="number">{coverage[state]}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.what.withCity}</th>
              <td className="number">{coverage.with_city}</td>
            </tr>
          </tbody>
        </table>
      </section>
      {of.leads.length > 0 && (
        <section className="block">
          <h2>{words.what.leadsTitle}</h2>
          <ul className="rows tight">
            {of.leads.map(({ firm, local, unlocks, mark }) => (
              <li key={firm}>
                {firm} <span className="tag">{local ? words.what.local : words.what.outside}</span>
                <Cite mark={mark} of={firm} />
                <p className="quiet small">{words.what.unlocks(unlocks)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

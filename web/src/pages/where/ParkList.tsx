import { Link, useSearchParams } from 'react-router-dom'

import { Figure } from '../../parts/Figure'
import { withParameter } from '../../parts/address'
import { Share } from '../../ui/Share'
import { useWords } from '../../words'
import { factorName, share, type Load, type Park } from './plan'

/** Each park with what is taken of what it has. Parks that take nothing are named below. */
export const ParkList = ({ of, known }: { of: Park[]; known: string[] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const taking = new Set(of.map(({ name }) => name))
  const empty = known.filter((name) => !taking.has(name))
  return (
    <section className="block">
      <h2>{words.where.capacity}</h2>
      <ul className="rows">
        {of.map((park) => (
          <li key={park.name}>
            <h3>
              <Link className="plain" to={{ search: withParameter(search, 'park', park.name) }} preventScrollReset>
                {park.name}
              </Link>{' '}
              {park.projects.length > 0 && <span className="quiet small">{words.where.takes(park.projects.length)}</span>}
            </h3>
            <table className="plain-table loads">
              <tbody>
                {park.loads.map((load) => (
                  <Bar key={load.factor} of={load} />
                ))}
              </tbody>
            </table>
          </li>
        ))}
      </ul>
      {empty.length > 0 && (
        <p className="quiet small">
          {words.where.emptyPark}：{empty.join('、')}
        </p>
      )}
    </section>
  )
}

const Bar = ({ of }: { of: Load }) => {
  const words = useWords()
  const factors: Record<string, string> = words.where.factors
  return (
    <tr>
      <th scope="row">{factorName(of.factor, factors)}</th>
      <td className="wide">
        <Share of={share(of)} strong={share(of) > 0.9} />
      </td>
      <td className="number">
        <Figure of={of.used} untagged brief /> <span className="quiet">/</span> <Figure of={of.room} untagged brief />
      </td>
    </tr>
  )
}

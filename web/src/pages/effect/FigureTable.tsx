import type { ReactNode } from 'react'

import type { Figure as Data } from '../../api/client'
import { Figure } from '../../parts/Figure'

interface Props {
  label: string
  /** Names of the columns, that of the rows first. */
  head: string[]
  /** A unit that the heading tells. */
  unit?: string
  rows: Array<{ id: string; name: ReactNode; figures: Array<Data | undefined> }>
}

/** Ranges side by side: a row a year, a cluster or a park, every figure open to its source. */
export const FigureTable = ({ label, head, unit = '', rows }: Props) => (
  <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
    <table className="ledger">
      <thead>
        <tr>
          {head.map((name, at) => (
            <th key={at} scope="col" className={at > 0 ? 'number' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, figures }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {figures.map((figure, at) => (
              <td key={at} className="number">
                {figure && <Figure of={figure} stacked unit={unit} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

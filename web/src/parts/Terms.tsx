import { Share } from '../ui/Share'
import type { Term } from './formula'

const rounded = (value: number) => Number(value.toFixed(2))

/** A score taken apart: what each term adds, in proportion. Terms that add nothing come last. */
export const Terms = ({ of }: { of: Term[] }) => {
  const most = Math.max(...of.map(({ adds }) => Math.abs(adds)), 1e-9)
  const ordered = [...of].sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
  return (
    <table className="plain-table terms">
      <tbody>
        {ordered.map(({ name, adds, how }) => (
          <tr key={name} className={adds === 0 ? 'quiet' : ''}>
            <th scope="row">{name}</th>
            <td className="wide">
              <Share of={Math.abs(adds) / most} />
            </td>
            <td className="number">{rounded(adds)}</td>
            <td className="number quiet small">{how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

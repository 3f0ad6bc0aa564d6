import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import { withParameter } from './address'

interface Props {
  /** What the address keeps while the row is open. */
  project: string
  title: ReactNode
  /** How many cells stand beside the title. */
  cells: number
  detail: () => ReactNode
  children: ReactNode
}

/** A project as a row of a table: its title opens what stands behind the row, one at a time. */
export const OpenRow = ({ project, title, cells, detail, children }: Props) => {
  const [search] = useSearchParams()
  const open = search.get('project') === project
  return (
    <>
      <tr className={open ? 'opened' : ''}>
        <th scope="row">
          <Link
            className="plain"
            to={{ search: withParameter(search, 'project', open ? null : project) }}
            aria-expanded={open}
            preventScrollReset
          >
            {title}
          </Link>
        </th>
        {children}
      </tr>
      {open && (
        <tr className="detail">
          <td colSpan={cells + 1}>{detail()}</td>
        </tr>
      )}
    </>
  )
}

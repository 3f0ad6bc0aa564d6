import { NavLink } from 'react-router-dom'

import { useRegion } from '../parts/region'

interface Props {
  label: string
  of: ReadonlyArray<{ to: string; name: string }>
}

/** The views of one section. */
export const SubNav = ({ label, of }: Props) => {
  const region = useRegion()
  const search = region ? `?region=${encodeURIComponent(region)}` : ''
  return (
    <nav className="subnav" aria-label={label}>
      {of.map(({ to, name }) => (
        <NavLink key={to} to={{ pathname: to, search }} end>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}

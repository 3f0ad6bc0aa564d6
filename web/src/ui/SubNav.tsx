import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router-dom'

import { useRegion } from '../parts/region'

interface Props {
  label: string
  of: ReadonlyArray<{ to: string; name: string }>
}

/** The views of one section. */
export const SubNav = ({ label, of }: Props) => {
  const region = useRegion()
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the views scroll sideways: the one that is open is brought into sight.
  useEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && open) nav.current.scrollLeft = open.offsetLeft - (nav.current.clientWidth - open.offsetWidth) / 2
  }, [pathname])
  const search = region ? `?region=${encodeURIComponent(region)}` : ''
  return (
    <nav className="subnav" ref={nav} aria-label={label}>
      {of.map(({ to, name }) => (
        <NavLink key={to} to={{ pathname: to, search }} end>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}

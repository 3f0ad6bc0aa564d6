import { Navigate } from 'react-router-dom'

import { useSession } from '../api/queries'
import { Overview } from '../pages/overview/Overview'
import { sectionsFor } from './sections'

/** The front page, or for those who may not see it the first section that they may. */
export const First = () => {
  const { data } = useSession()
  const path = data && sectionsFor(data)[0]?.path
  return path && path !== '/' ? <Navigate to={path} replace /> : <Overview />
}

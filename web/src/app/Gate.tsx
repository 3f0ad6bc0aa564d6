import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Navigate, useLocation } from 'react-router-dom'

import { client, take, keepToken, type Session } from '../api/client'
import { sessionQuery, useSession } from '../api/queries'
import { Failed, Loading } from '../ui/states'
import { Shell } from './Shell'

/**
 * Nothing of the ledger is asked for before someone is there. On a machine of one's own that shows
 * the example, the demonstration account opens by itself, unless one has just left it.
 */
export const Gate = () => {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (session.data === undefined) {
    return <div className="page">{session.error ? <Failed error={session.error} retry={() => void session.refetch()} /> : <Loading />}</div>
  }
  keepToken(session.data.csrf)
  const { user, demo } = session.data
  if (user?.must_change_password && pathname !== '/account') return <Navigate to="/account" replace />
  if (user) return <Shell session={session.data} />
  if (demo) return <OpenDemo />
  return <Navigate to={`/login?to=${encodeURIComponent(pathname + search)}`} replace />
}

const OpenDemo = () => {
  const queries = useQueryClient()
  const opening = useMutation({
    mutationFn: () => take(client.POST('/session', { body: { demo: true } })),
    onSuccess: (session: Session) => queries.setQueryData(sessionQuery.queryKey, session),
  })
  const { mutate } = opening
  useEffect(() => mutate(), [mutate])
  return <div className="page">{opening.error ? <Failed error={opening.error} retry={mutate} /> : <Loading />}</div>
}

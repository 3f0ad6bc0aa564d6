import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export type Connection = 'open' | 'lost'

const retryMs = 3000

/**
 * Follows the ledger's version. When anyone has written, everything that came from the ledger is
 * fetched again. A stream that ends (the server restarted) is opened again until it holds.
 */
export const useLedgerEvents = (on: boolean): { connection: Connection; changed: number } => {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('open')
  const [changed, setChanged] = useState(0)

  useEffect(() => {
    if (!on) return
    let stream: EventSource | null = null
    let waiting: ReturnType<typeof setTimeout> | undefined
    let seen: number | null = null

    const follow = (event: MessageEvent<string>) => {
      const { version } = JSON.parse(event.data) as { version: number }
      setConnection('open')
      if (seen !== null && version !== seen) {
        void queries.invalidateQueries({ queryKey: ['ledger'] })
        setChanged(version)
      }
      seen = version
    }
    const open = () => {
      stream = new EventSource('/api/v1/events')
      stream.addEventListener('ledger', follow)
      stream.onerror = () => {
        setConnection('lost')
        if (stream?.readyState !== EventSource.CLOSED) return
        // Refused, not cut: perhaps the session ended. Ask once, then try the stream again.
        void queries.invalidateQueries({ queryKey: ['session'] })
        waiting = setTimeout(open, retryMs)
      }
    }
    open()
    return () => {
      clearTimeout(waiting)
      stream?.close()
    }
  }, [on, queries])

  return { connection, changed }
}

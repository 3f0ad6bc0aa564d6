import { Button } from 'antd'
import type { ReactNode } from 'react'

import { ApiError } from '../api/client'
import { useWords } from '../words'

/** Lines where text will be; said aloud once. */
export const Loading = ({ lines = 6 }: { lines?: number }) => {
  const words = useWords()
  return (
    <div className="skeleton" role="status" aria-label={words.states.loading}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} style={{ width: `${92 - ((at * 37) % 48)}%` }} />
      ))}
    </div>
  )
}

interface EmptyProps {
  title: string
  help?: ReactNode
  children?: ReactNode
}

export const Empty = ({ title, help, children }: EmptyProps) => (
  <div className="state">
    <h2>{title}</h2>
    {help && <p className="quiet">{help}</p>}
    {children && <div className="actions">{children}</div>}
  </div>
)

interface FailedProps {
  error: unknown
  retry?: () => void
}

/** What the server said, what would help, and the number under which it is in the log. */
export const Failed = ({ error, retry }: FailedProps) => {
  const words = useWords()
  const said = error instanceof ApiError ? error : null
  const unreachable = said?.code === 'unreachable'
  const title = said?.code === 'forbidden' ? words.states.forbidden : words.states.failed
  return (
    <div className="state" role="alert">
      <h2>{unreachable ? words.states.unreachable : title}</h2>
      <p>{said?.message || (unreachable ? words.states.unreachableHelp : words.states.unavailable)}</p>
      {said?.help && <p className="quiet">{said.help}</p>}
      {said?.request && <p className="quiet small mono">{words.states.request(said.request)}</p>}
      {retry && (
        <div className="actions">
          <Button onClick={retry}>{words.states.retry}</Button>
        </div>
      )}
    </div>
  )
}

interface Query<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

interface LoadedProps<T> {
  from: Query<T>
  lines?: number
  children: (data: T) => ReactNode
}

/** What a query has, or the state it is in. Data once shown stays while it is fetched again. */
export const Loaded = <T,>({ from, lines, children }: LoadedProps<T>) => {
  if (from.data !== undefined) return <>{children(from.data)}</>
  if (from.error) return <Failed error={from.error} retry={() => void from.refetch()} />
  return <Loading lines={lines ?? 6} />
}

import { Button } from 'antd'
import { Link, useRouteError } from 'react-router-dom'

import { Empty } from '../ui/states'
import { useWords } from '../words'

/** A page that threw, or whose part of the program did not arrive: says so and offers to reload. */
export const Broken = () => {
  const words = useWords()
  const error = useRouteError()
  return (
    <div role="alert" className="page">
      <Empty title={words.states.broken} help={words.states.brokenHelp}>
        <Button onClick={() => location.reload()}>{words.states.retry}</Button>
        <code className="small quiet">{error instanceof Error ? error.message : ''}</code>
      </Empty>
    </div>
  )
}

export const NotFound = () => {
  const words = useWords()
  return (
    <Empty title={words.states.notFound} help={words.states.notFoundHelp}>
      <Link to="/">{words.sections.overview}</Link>
    </Empty>
  )
}

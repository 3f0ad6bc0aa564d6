import { Link } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { bookPath } from '../../parts/paths'
import { useWords } from '../../words'

type Map = Schemas['Map']

/** What has no coordinates stands beside the map, by kind; a place is never guessed. */
export const Unplaced = ({ of }: { of: Map }) => {
  const words = useWords()
  if (of.unplaced.length === 0) return null
  const kinds = [...new Set(of.unplaced.map(({ kind }) => kind))]
  return (
    <details className="unplaced">
      <summary>
        {words.where.unplaced} {words.common.count(of.unplaced.length)}
      </summary>
      <p className="quiet small">{words.where.unplacedHelp}</p>
      {kinds.map((kind) => (
        <p key={kind}>
          <span className="quiet">{words.where.kinds[kind] ?? kind}　</span>
          {of.unplaced
            .filter((place) => place.kind === kind)
            .map(({ key, name }, at) => (
              <span key={key}>
                {at > 0 && '、'}
                <Link className="plain" to={bookPath(kind, key)}>
                  {name}
                </Link>
              </span>
            ))}
        </p>
      ))}
    </details>
  )
}

import { useSearchParams } from 'react-router-dom'

import type { Conflict } from '../../api/client'
import { useConflicts } from '../../api/queries'
import { ConflictText } from '../../parts/ConflictText'
import { useRegion } from '../../parts/region'
import { FigureList } from '../../parts/sourceParts'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'

const severities = ['conflict', 'caution', 'note'] as const

/** Everything that contradicts or must not be compared, with the figures side by side. */
export const Conflicts = () => {
  const words = useWords()
  return (
    <>
      <PageHead title={words.overview.conflicts} standfirst={words.overview.conflictsLead} />
      <Loaded from={useConflicts(useRegion())}>
        {({ conflicts }) =>
          conflicts.length === 0 ? <Empty title={words.overview.noConflicts} /> : <List of={conflicts} />
        }
      </Loaded>
    </>
  )
}

const List = ({ of }: { of: Conflict[] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const severity = search.get('severity')
  return (
    <>
      <div className="toolbar">
        <Choice
          name="severity"
          label={words.common.state}
          all={words.common.all(of.length)}
          options={severities
            .map((value) => ({
              value,
              text: words.overview.severities[value],
              count: of.filter((conflict) => conflict.severity === value).length,
            }))
            .filter(({ count }) => count > 0)}
        />
      </div>
      <ul className="rows conflicts">
        {of
          .filter((conflict) => !severity || conflict.severity === severity)
          .map((conflict, at) => (
            <li key={at} className="columns lead">
              <div>
                <h3>{words.overview.conflictKinds[conflict.kind]}</h3>
                <p>
                  <ConflictText of={conflict} alone />
                </p>
              </div>
              <FigureList figures={conflict.figures} />
            </li>
          ))}
      </ul>
    </>
  )
}

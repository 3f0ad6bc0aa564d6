import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { client, take, type Answer, type Question } from '../../api/client'
import { useAnswer } from '../../api/queries'
import { differences, noteDifferences, type Difference } from '../../parts/difference'
import { percent } from '../../parts/figures'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'

interface Props {
  question: Question
  assumption: string
  value: number
}

/** The answer under the value that is tried, beside the one that stands. Nothing is written. */
export const TriedAnswer = ({ question, assumption, value }: Props) => {
  const words = useWords()
  const standing = useAnswer(question)
  const tried = useQuery({
    queryKey: ['ledger', 'tried', question, assumption, value],
    queryFn: ({ signal }) =>
      take(client.POST('/what-if', { body: { question, assumptions: { [assumption]: value } }, signal })),
    placeholderData: keepPreviousData,
  })
  return (
    <div className={`tried${tried.isFetching ? ' fetching' : ''}`} aria-live="polite" aria-busy={tried.isFetching}>
      <p className="notice calm">
        {words.assumptions.tried}　{words.sections[question]}
      </p>
      <Loaded from={standing} lines={3}>
        {(before) => <Loaded from={tried} lines={3}>{(after) => <Compared before={before} after={after} />}</Loaded>}
      </Loaded>
    </div>
  )
}

const Compared = ({ before, after }: { before: Answer; after: Answer }) => {
  const words = useWords()
  const items = differences(before, after)
  const notes = noteDifferences(before, after)
  if (items.length === 0 && notes.length === 0) return <p className="quiet">{words.assumptions.noChange}</p>
  return (
    <>
      <p className="quiet small">
        {words.assumptions.changes(items.length + notes.length)}
        {percent(before.assumed_share) !== percent(after.assumed_share) &&
          `　${words.assumptions.shareOf} ${percent(before.assumed_share)} → ${percent(after.assumed_share)}`}
      </p>
      <table className="ledger compared">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">{words.assumptions.was}</th>
            <th scope="col">{words.assumptions.now}</th>
          </tr>
        </thead>
        <tbody>
          {notes.map((note, at) => (
            <Pair key={`note ${at}`} {...note} />
          ))}
          {items.map((item) => (
            <Entry key={item.id} of={item} />
          ))}
        </tbody>
      </table>
    </>
  )
}

const Entry = ({ of }: { of: Difference }) => {
  const words = useWords()
  const label = of.kind === 'appears' ? words.assumptions.appears : of.kind === 'gone' ? words.assumptions.disappears : ''
  return (
    <>
      {(of.before !== of.after || of.figures.length === 0) && <Pair name={label} before={of.before} after={of.after} strong />}
      {of.before === of.after && (
        <tr>
          <th scope="rowgroup" colSpan={3}>
            {of.after}
          </th>
        </tr>
      )}
      {of.figures.map((figure, at) => (
        <Pair key={at} {...figure} />
      ))}
    </>
  )
}

interface PairProps {
  name: string
  before: string | null
  after: string | null
  strong?: boolean
}

const Pair = ({ name, before, after, strong = false }: PairProps) => (
  <tr className={strong ? 'strong' : ''}>
    <td className="quiet small">{name}</td>
    <td>{before}</td>
    <td className="now">{after}</td>
  </tr>
)

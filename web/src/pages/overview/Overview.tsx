import { Link, useNavigate } from 'react-router-dom'

import { useOverview } from '../../api/queries'
import type { Schemas } from '../../api/client'
import { ConflictText } from '../../parts/ConflictText'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { Loaded } from '../../ui/states'
import { useTitle } from '../../ui/title'
import { useWords } from '../../words'
import { AnswerColumn } from './AnswerColumn'
import { AssumedShare, Changes, Holdings } from './Margin'

type Data = Schemas['Overview']

/** The front page: three answers and what they bring, what is in dispute, what is new. */
export const Overview = () => {
  const words = useWords()
  useTitle(words.sections.overview)
  return <Loaded from={useOverview(useRegion())} lines={14}>{(data) => <Front of={data} />}</Loaded>
}

const Front = ({ of }: { of: Data }) => {
  const words = useWords()
  const three = of.answers.filter(({ question }) => question !== 'effect')
  const effect = of.answers.find(({ question }) => question === 'effect')
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            {of.region} {words.tagline}
          </h1>
          <p className="standfirst">
            {words.common.asOf(of.today)}　{words.overview.standfirst}
          </p>
        </div>
        <Regions of={of} />
      </div>
      <div className="columns three ruled">
        {three.map((answer) => (
          <AnswerColumn key={answer.question} of={answer} />
        ))}
      </div>
      <div className="columns lead ruled front-second">
        <div>
          {effect && <Brings of={effect} />}
          <Disputed of={of.conflicts} />
        </div>
        <div>
          <AssumedShare of={of} />
          <Changes of={of.changes} />
          <Holdings of={of.counts} />
        </div>
      </div>
    </>
  )
}

const Regions = ({ of }: { of: Data }) => {
  const words = useWords()
  const navigate = useNavigate()
  if (of.regions.length < 2) return null
  return (
    <label className="quiet small">
      {words.common.region}{' '}
      <select
        className="field"
        value={of.region}
        onChange={({ target }) => navigate(target.value === of.home ? '/' : `/?region=${encodeURIComponent(target.value)}`)}
      >
        {[...new Set([of.region, ...of.regions])].map((region) => (
          <option key={region}>{region}</option>
        ))}
      </select>
    </label>
  )
}

const Brings = ({ of }: { of: Data['answers'][number] }) => {
  const words = useWords()
  return (
    <section className="block">
      <div className="block-head">
        <h2>
          <Link className="plain" to="/effect">
            {words.sections.effect}
          </Link>
          <span className="quiet question">{words.questions.effect}</span>
        </h2>
        <Link to="/effect">{words.common.all(of.total)}</Link>
      </div>
      {of.error ? <p className="notice">{of.error}</p> : null}
      <ul className="rows">
        {of.items
          .filter(({ state }) => state === 'open')
          .map((item) => (
            <li key={item.id}>
              <strong>
                <Sentence of={item.title} />
              </strong>
              {item.lines.map((line, at) => (
                <p key={at}>
                  <Sentence of={line} />
                </p>
              ))}
            </li>
          ))}
        {of.notes
          .filter((line) => line.figures.length > 0)
          .map((line, at) => (
            <li key={at}>
              <Sentence of={line} />
            </li>
          ))}
      </ul>
    </section>
  )
}

const Disputed = ({ of }: { of: Data['conflicts'] }) => {
  const words = useWords()
  return (
    <section className="block">
      <div className="block-head">
        <h2>
          {words.overview.conflicts}
          <span className="quiet question">{words.overview.conflictsLead}</span>
        </h2>
        {of.total > 0 && <Link to="/conflicts">{words.common.all(of.total)}</Link>}
      </div>
      {of.total === 0 ? (
        <p className="quiet">{words.common.none}</p>
      ) : (
        <ul className="rows">
          {of.first.slice(0, 3).map((conflict, at) => (
            <li key={at}>
              <ConflictText of={conflict} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import type { Answer, Item } from '../../api/client'
import { useAnswer } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { AnswerNotes } from '../../parts/AnswerNotes'
import { firmPath } from '../../parts/paths'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { HowTabs } from './tabs'

const step = 40

/** Firms with their next rung, the nearest ones first, as the answer orders them. */
export const How = () => {
  const words = useWords()
  const answer = useAnswer('how', useRegion())
  return (
    <>
      <PageHead title={words.sections.how} standfirst={words.how.standfirst} />
      <HowTabs />
      <Loaded from={answer} lines={12}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={words.states.emptyAnswer} help={data.lacks[0] ?? words.states.emptyAnswerHelp} />
          ) : (
            <div className="columns lead ruled">
              <Firms of={data} />
              <div>
                <AnswerNotes notes={data.notes} lacks={data.lacks} />
              </div>
            </div>
          )
        }
      </Loaded>
    </>
  )
}

const Firms = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const [shown, setShown] = useState(step)
  const state = search.get('state') ?? ''
  const q = search.get('q') ?? ''
  const states = [...new Set(of.items.map((item) => item.state ?? ''))]
  const some = of.items.filter(
    (item) => (state === '' || item.state === state) && (q === '' || item.title.text.includes(q) || item.id.includes(q)),
  )
  return (
    <section className="block">
      <div className="toolbar">
        <Choice
          name="state"
          label={words.common.state}
          all={words.common.all(of.items.length)}
          options={states.map((value) => ({
            value,
            text: words.how.states[value] ?? value,
            count: of.items.filter((item) => item.state === value).length,
          }))}
        />
        <span className="grow" />
        <input
          className="field"
          type="search"
          value={q}
          placeholder={words.common.filter}
          aria-label={words.common.filter}
          onChange={({ target }) => setSearch(withParameter(search, 'q', target.value), { replace: true })}
        />
      </div>
      <ul className="rows">
        {some.slice(0, shown).map((item) => (
          <Firm key={item.id} of={item} />
        ))}
      </ul>
      {some.length === 0 && <p className="quiet">{words.how.noFirm}</p>}
      {some.length > shown && (
        <button type="button" className="text-button" onClick={() => setShown(shown + step)}>
          {words.what.showMore(Math.min(step, some.length - shown))}
        </button>
      )}
    </section>
  )
}

const Firm = ({ of }: { of: Item }) => {
  const words = useWords()
  const state = of.state ?? ''
  return (
    <li>
      <h3>
        <Link className="plain" to={firmPath(of.id)}>
          {of.title.text}
        </Link>{' '}
        <span className={`tag ${state === 'near_miss' || state === 'met' ? 'accent' : ''}`}>
          {words.how.states[state] ?? state}
        </span>
      </h3>
      {of.lines.map((line, at) => (
        <p key={at}>
          <Sentence of={line} />
        </p>
      ))}
    </li>
  )
}

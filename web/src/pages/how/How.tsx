import { Link, useSearchParams } from 'react-router-dom'

import type { Answer, Item } from '../../api/client'
import { withParameter } from '../../parts/address'
import { AnswerFrame } from '../../parts/AnswerFrame'
import { FoldedLines } from '../../parts/FoldedLines'
import { firmPath } from '../../parts/paths'
import { Choice } from '../../ui/Choice'
import { Growing } from '../../ui/Growing'
import { useWords } from '../../words'
import { HowTabs } from './tabs'

const step = 40

/** Firms with their next rung, the nearest ones first, as the answer orders them. */
export const How = () => {
  const words = useWords()
  return (
    <AnswerFrame question="how" standfirst={words.how.standfirst} tabs={<HowTabs />}>
      {(answer) => <Firms of={answer} />}
    </AnswerFrame>
  )
}

const Firms = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
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
      <Growing of={some} step={step} none={words.how.noFirm}>
        {(item) => <Firm key={item.id} of={item} />}
      </Growing>
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
      <FoldedLines of={of.lines} open={5} />
    </li>
  )
}

import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'

import type { Answer, Item } from '../../api/client'
import { useAnswer } from '../../api/queries'
import { AnswerNotes } from '../../parts/AnswerNotes'
import { useRegion } from '../../parts/region'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { GapRow } from './GapRow'
import { WhatTabs } from './tabs'

const step = 30

// The first part of a gap's id is its chain: ids are the keys of the book `chains`.
const chainOf = (item: Item) => item.id.split('/')[0] ?? ''

const count = (values: string[]) => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

export const Gaps = () => {
  const words = useWords()
  const answer = useAnswer('what', useRegion())
  return (
    <>
      <PageHead title={words.sections.what} standfirst={words.what.standfirst} />
      <WhatTabs />
      <Loaded from={answer} lines={12}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={words.states.emptyAnswer} help={data.lacks[0] ?? words.states.emptyAnswerHelp} />
          ) : (
            <div className="columns lead ruled">
              <Ranked of={data} />
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

const Ranked = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const [shown, setShown] = useState(step)
  const chain = search.get('chain') ?? ''
  const state = search.get('state') ?? ''
  const ranked = of.items.map((item, at) => ({ item, rank: at + 1 }))
  const some = ranked.filter(
    ({ item }) => (chain === '' || chainOf(item) === chain) && (state === '' || item.state === state),
  )
  const most = Math.max(...of.items.map(({ figures }) => figures.score?.value ?? 0), 1)
  const states = count(of.items.map((item) => item.state ?? ''))
  const chains = count(of.items.map(chainOf))
  const chainStates: Record<string, string> = words.what.chainStates
  return (
    <section className="block">
      <div className="toolbar">
        <Choice
          name="chain"
          label={words.what.chain}
          all={words.what.allChains}
          options={[...chains].map(([value, number]) => ({ value, text: value, count: number }))}
        />
        <Choice
          name="state"
          label={words.common.state}
          all={words.what.allStates}
          options={[...states].map(([value, number]) => ({ value, text: chainStates[value] ?? value, count: number }))}
        />
      </div>
      {some.length === 0 && <p className="quiet">{words.what.empty}</p>}
      <ol className="gap-list">
        {some.slice(0, shown).map(({ item, rank }) => (
          <GapRow key={item.id} of={item} rank={rank} chain={chainOf(item)} most={most} />
        ))}
      </ol>
      {some.length > shown && (
        <button type="button" className="text-button" onClick={() => setShown(shown + step)}>
          {words.what.showMore(Math.min(step, some.length - shown))}
        </button>
      )}
    </section>
  )
}

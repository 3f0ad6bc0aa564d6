import { useSearchParams } from 'react-router-dom'

import type { Answer, Item } from '../../api/client'
import { AnswerFrame } from '../../parts/AnswerFrame'
import { Choice } from '../../ui/Choice'
import { Growing } from '../../ui/Growing'
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
  return (
    <AnswerFrame question="what" standfirst={words.what.standfirst} tabs={<WhatTabs />}>
      {(answer) => <Ranked of={answer} />}
    </AnswerFrame>
  )
}

const Ranked = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search] = useSearchParams()
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
      <Growing of={some} step={step} as="ol" className="gap-list" none={words.what.empty}>
        {({ item, rank }) => <GapRow key={item.id} of={item} rank={rank} chain={chainOf(item)} most={most} />}
      </Growing>
    </section>
  )
}

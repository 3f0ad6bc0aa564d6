import { useMemo, type FormEvent } from 'react'
import { useSearchParams } from 'react-router-dom'

import { colour } from '../../app/theme'
import type { Item } from '../../api/client'
import { useMay, useShock, type ShockQuery } from '../../api/queries'
import { withParameters } from '../../parts/address'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { Choice } from '../../ui/Choice'
import { Loaded } from '../../ui/states'
import { useWords, type Words } from '../../words'
import { categories, values } from './chartParts'
import { family } from './outlook'

const kinds = ['firm', 'supplier', 'power'] as const
const daysMost = 3650

/** What a shock would do: asked with a form that stands in the address, told as a path. */
export const Shock = () => {
  const words = useWords()
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const kind = kinds.find((name) => name === search.get('shock')) ?? 'firm'
  const run = search.get('shock-days') !== null
  const name = search.get('shock-name') ?? ''
  const days = Number(search.get('shock-days') ?? 30)
  const share = Number(search.get('shock-share') ?? 0)
  if (!may('shock')) return null
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (field: string) => String(form.get(field) ?? '').trim()
    setSearch(
      (now) =>
        withParameters(now, {
          'shock-name': kind === 'power' ? null : text('name'),
          'shock-days': text('days'),
          'shock-share': text('share') || null,
        }),
      { preventScrollReset: true },
    )
  }
  const query: ShockQuery = { kind, days, ...(kind === 'power' ? {} : { name }), ...(share > 0 ? { share } : {}) }
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.effect.shock}</h2>
        <Choice
          name="shock"
          label={words.effect.shock}
          options={kinds.map((value, at) => ({ value: at === 0 ? '' : value, text: words.effect.shockKinds[value] }))}
        />
      </div>
      <p className="quiet">{words.effect.shockLead}</p>
      <form className="toolbar" onSubmit={ask}>
        {kind !== 'power' && (
          <input key={kind} className="field" name="name" required maxLength={100} defaultValue={name} placeholder={words.effect.shockName[kind]} aria-label={words.effect.shockName[kind]} />
        )}
        <label>
          {words.effect.shockDays} <input className="field" name="days" type="number" required min={1} max={daysMost} defaultValue={days} />
        </label>
        <label>
          {words.effect.shockShare} <input className="field" name="share" type="number" min={1} max={100} defaultValue={share || ''} />
        </label>
        <button type="submit">{words.effect.shockRun}</button>
      </form>
      {run && (kind === 'power' || name !== '') && <Told of={query} />}
    </section>
  )
}

const Told = ({ of }: { of: ShockQuery }) => (
  <Loaded from={useShock(of, useRegion(), true)} lines={6}>
    {(answer) => (
      <>
        {answer.items.map((item) => (
          <One key={item.id} of={item} />
        ))}
        {answer.notes.map((line, at) => (
          <p key={at} className="quiet">
            <Sentence of={line} />
          </p>
        ))}
      </>
    )}
  </Loaded>
)

const One = ({ of }: { of: Item }) => {
  const words = useWords()
  const option = useMemo(() => optionOf(of, words), [of, words])
  return (
    <>
      <h3>
        <Sentence of={of.title} />
      </h3>
      {of.lines.map((line, at) => (
        <p key={at}>
          <Sentence of={line} />
        </p>
      ))}
      <Chart option={option} height={220} label={`${of.title.text}：${words.effect.shockPath}`} />
    </>
  )
}

const optionOf = (of: Item, words: Words) => {
  const output = family(of, 'output')
  const jobs = family(of, 'jobs')
  return {
    grid: { left: 8, right: 8, top: 26, bottom: 4, containLabel: true },
    xAxis: { ...categories(output.map(([week]) => words.effect.week(Number(week)))), boundaryGap: false },
    yAxis: [
      { ...values((value) => `${value}%`), scale: true, name: words.effect.shockPath, nameTextStyle: { align: 'left' } },
      { ...values(), name: words.effect.shockJobs, splitLine: { show: false } },
    ],
    tooltip: { trigger: 'axis' },
    series: [
      { type: 'line', name: words.effect.shockPath, data: output.map(([, { value }]) => value), symbol: 'none', lineStyle: { color: colour.ink, width: 1.6 } },
      { type: 'line', name: words.effect.shockJobs, yAxisIndex: 1, data: jobs.map(([, { value }]) => value), symbol: 'none', lineStyle: { color: colour.accent, width: 1.2 } },
    ],
  }
}

import { Button } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'

import type { Answer } from '../../api/client'
import { Sentence } from '../../parts/Sentence'
import { Failed } from '../../ui/states'
import { useWords } from '../../words'
import { parksOf } from './plan'
import { saidOf, unitsOf, useTries, type Try, type useTried } from './tries'

interface Props {
  standing: Answer
  tried: ReturnType<typeof useTried>
  parks: string[]
}

/** What-if: capacity, place, rule and weight are moved here; the plan answers as moves. */
export const WhatIf = ({ standing, tried, parks }: Props) => {
  const words = useWords()
  const { tries, put, drop, clear } = useTries()
  const moves = tries.length > 0 ? tried.data?.sections?.find(({ name }) => name === 'moves') : undefined
  const projects = standing.items.map(({ id }) => id)
  const units = unitsOf(parksOf(standing))
  return (
    <section className="block what-if" aria-label={words.where.whatIf}>
      <h2>{words.where.whatIf}</h2>
      <p className="quiet small">{words.where.whatIfHelp}</p>
      <Capacity of={standing} put={put} />
      <Stand projects={projects} parks={parks} put={put} />
      <Rule parks={parks} put={put} />
      <Weight put={put} />
      {tries.length > 0 && (
        <div className={`tried${tried.isFetching ? ' fetching' : ''}`} aria-live="polite" aria-busy={tried.isFetching}>
          <ul className="rows">
            {tries.filter(({ kind }) => kind !== 'keep').map((row) => (
              <li key={`${row.kind}:${row.text}`}>
                {words.where.tryKinds[row.kind]}　{saidOf(row, words, units)}{' '}
                <Button size="small" onClick={() => drop(row)} aria-label={words.where.dropTry(saidOf(row, words, units))}>
                  {words.common.clear}
                </Button>
              </li>
            ))}
          </ul>
          <p>
            <label>
              <input
                type="checkbox"
                checked={tries.some(({ kind }) => kind === 'keep')}
                onChange={({ target }) => (target.checked ? put({ kind: 'keep', text: '3' }) : drop({ kind: 'keep', text: '3' }))}
              />{' '}
              {words.where.keep}
            </label>{' '}
            <Button size="small" onClick={clear}>
              {words.where.clearTries}
            </Button>
          </p>
          {tried.error ? <Failed error={tried.error} /> : moves && <Moves of={moves} />}
        </div>
      )}
    </section>
  )
}

const Moves = ({ of }: { of: NonNullable<Answer['sections']>[number] }) => (
  <>
    <h3>{of.title}</h3>
    <ul className="rows">
      {of.lines.map((line, at) => (
        <li key={at}>
          <Sentence of={line} />
        </li>
      ))}
    </ul>
  </>
)

const Choose = ({ label, value, options, onChange }: { label: string; value: string; options: Array<[string, string]>; onChange: (value: string) => void }) => {
  const words = useWords()
  return (
    <label>
      {label}{' '}
      <select className="field" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{words.where.choose}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

const same = (names: string[]): Array<[string, string]> => names.map((name) => [name, name])

// A slider speaks when it has rested for a moment: each word is a plan.
const kRestMs = 120
const useRested = (say: (value: number) => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (value: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => say(value), kRestMs)
  }
}

const Capacity = ({ of, put }: { of: Answer; put: (row: Try) => void }) => {
  const words = useWords()
  const names: Record<string, string> = words.where.factors
  const parks = parksOf(of)
  const [chosen, setChosen] = useState('')
  const [percent, setPercent] = useState(0)
  const rooms = parks.flatMap(({ name, loads }) => loads.map((load) => ({ key: `${name}/${load.factor}`, name, ...load })))
  const room = rooms.find(({ key }) => key === chosen)
  const say = useRested((value) => {
    if (!room) return
    put({ kind: 'capacity', text: `${room.key}=${Math.round((room.room.value * (100 + value)) / 100)}` })
  })
  return (
    <div className="try-row">
      <Choose
        label={words.where.tryKinds.capacity}
        value={chosen}
        options={rooms.map(({ key, name, factor }) => [key, `${name} ${names[factor] ?? factor}`])}
        onChange={(key) => {
          setChosen(key)
          setPercent(0)
        }}
      />
      {room && (
        <label>
          <input
            type="range"
            min={-100}
            max={200}
            step={5}
            value={percent}
            aria-label={`${room.name} ${names[room.factor] ?? room.factor}`}
            aria-valuetext={`${percent}%`}
            onChange={({ target }) => {
              setPercent(Number(target.value))
              say(Number(target.value))
            }}
          />{' '}
          {percent > 0 ? `+${percent}` : percent}%
        </label>
      )}
    </div>
  )
}

const Stand = ({ projects, parks, put }: { projects: string[]; parks: string[]; put: (row: Try) => void }) => {
  const words = useWords()
  const [project, setProject] = useState('')
  const [park, setPark] = useState('')
  const [kind, setKind] = useState<'pin' | 'forbid' | 'without'>('pin')
  const whole = project !== '' && (kind === 'without' || park !== '')
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (whole) put({ kind, text: kind === 'without' ? project : `${project}=${park}` })
  }
  return (
    <form className="try-row" onSubmit={add}>
      <Choose label={words.where.project} value={project} options={same(projects)} onChange={setProject} />
      <label>
        <select className="field" aria-label={words.where.placing} value={kind} onChange={({ target }) => setKind(target.value as typeof kind)}>
          {(['pin', 'forbid', 'without'] as const).map((key) => (
            <option key={key} value={key}>
              {words.where.tryKinds[key]}
            </option>
          ))}
        </select>
      </label>
      {kind !== 'without' && <Choose label={words.where.park} value={park} options={same(parks)} onChange={setPark} />}
      <Button size="small" htmlType="submit" disabled={!whole}>
        {words.where.try}
      </Button>
    </form>
  )
}

const Rule = ({ parks, put }: { parks: string[]; put: (row: Try) => void }) => {
  const words = useWords()
  const rules = ['准入', '强度', '火灾'] as const // as the interface names them
  const [park, setPark] = useState('')
  return (
    <div className="try-row">
      <Choose label={words.where.tryKinds.lift} value={park} options={same(parks)} onChange={setPark} />
      {park !== '' &&
        rules.map((rule) => (
          <Button key={rule} size="small" onClick={() => put({ kind: 'lift', text: `${park}/${rule}` })}>
            {words.where.rules[rule]}
          </Button>
        ))}
    </div>
  )
}

const Weight = ({ put }: { put: (row: Try) => void }) => {
  const words = useWords()
  const weights = Object.entries(words.where.weights) as Array<[string, string]>
  const [name, setName] = useState('')
  const [value, setValue] = useState(5)
  const say = useRested((next) => put({ kind: 'weight', text: `${name}=${next}` }))
  return (
    <div className="try-row">
      <Choose label={words.where.tryKinds.weight} value={name} options={weights} onChange={setName} />
      {name !== '' && (
        <label>
          <input
            type="range"
            min={0}
            max={30}
            step={0.5}
            value={value}
            aria-label={words.where.weights[name as keyof typeof words.where.weights]}
            onChange={({ target }) => {
              setValue(Number(target.value))
              say(Number(target.value))
            }}
          />{' '}
          {value}
        </label>
      )}
    </div>
  )
}

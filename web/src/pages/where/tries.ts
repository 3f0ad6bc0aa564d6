import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router-dom'

import { client, take, type Schemas } from '../../api/client'
import { unitOf } from '../../parts/figures'
import type { Words } from '../../words'
import { factorName, type Park } from './plan'

type Changes = Schemas['PlaceChanges']

export const kinds = ['capacity', 'pin', 'forbid', 'lift', 'weight', 'without', 'keep'] as const
export type Kind = (typeof kinds)[number]

/** One change of the plan that is tried: `capacity` with `西彭园区/用电=+20000`, as the command line writes it. */
export interface Try {
  kind: Kind
  text: string
}

const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word)

export const readTry = (text: string): Try | null => {
  const cut = text.indexOf(':')
  const kind = text.slice(0, cut)
  const rest = text.slice(cut + 1)
  return cut > 0 && isKind(kind) && rest !== '' ? { kind, text: rest } : null
}
export const writeTry = ({ kind, text }: Try): string => `${kind}:${text}`

// A project may be kept out of several parks, a park be freed of several rules.
const whole: ReadonlySet<Kind> = new Set(['lift', 'without', 'forbid'])

/** What a change is about: a later one about the same takes its place. */
export const topic = ({ kind, text }: Try): string => `${kind}:${whole.has(kind) ? text : (text.split('=')[0] ?? text)}`

/** The unit of each capacity as the plan words it, by "西彭园区/power". */
export const unitsOf = (parks: Park[]): ReadonlyMap<string, string> =>
  new Map(
    parks.flatMap(({ name, loads }) =>
      loads.map(({ factor, room }) => [`${name}/${factor}`, unitOf(room.words, room.range != null)] as const),
    ),
  )

/** A change in words: "西彭园区 用电 = 100000千伏安", "润泽项目 → 西彭园区". */
export const saidOf = ({ kind, text }: Try, words: Words, units: ReadonlyMap<string, string>): string => {
  const [about = '', value = ''] = text.split(/=(.*)/s)
  const [place = '', part = ''] = about.split(/\/(.*)/s)
  const { factors, rules, weights }: Record<'factors' | 'rules' | 'weights', Record<string, string>> = words.where
  if (kind === 'capacity') return `${place} ${factorName(part, factors)} ${/^[+-]/.test(value) ? '' : '= '}${value}${units.get(about) ?? ''}`
  if (kind === 'lift') return `${place} ${rules[part] ?? part}`
  if (kind === 'weight') return `${weights[about] ?? about} = ${value}`
  return value ? `${about} → ${value}` : about
}

export const changesOf = (tries: Try[]): Changes => {
  const changes: Changes = {}
  for (const { kind, text } of tries) {
    if (kind === 'keep') {
      changes.keep = Number(text.split('=')[1] ?? text)
    } else {
      changes[kind] = [...(changes[kind] ?? []), text]
    }
  }
  return changes
}

/** The changes stand in the address, so that a plan that is tried can be sent to somebody. */
export const useTries = () => {
  const [search, setSearch] = useSearchParams()
  const tries = search.getAll('try').flatMap((text) => readTry(text) ?? [])
  const write = (next: Try[]) =>
    setSearch(
      (now) => {
        now.delete('try')
        for (const row of next) now.append('try', writeTry(row))
        return now
      },
      { replace: true, preventScrollReset: true },
    )
  return {
    tries,
    put: (row: Try) => write([...tries.filter((other) => topic(other) !== topic(row)), row]),
    drop: (row: Try) => write(tries.filter((other) => topic(other) !== topic(row))),
    clear: () => write([]),
  }
}

export const useTried = (tries: Try[], region: string | undefined) =>
  useQuery({
    queryKey: ['ledger', 'placed', region, tries.map(writeTry)],
    queryFn: ({ signal }) => take(client.POST('/what-if', { body: { question: 'where', region, changes: changesOf(tries) }, signal })),
    placeholderData: keepPreviousData,
    enabled: tries.length > 0,
    retry: false,
  })

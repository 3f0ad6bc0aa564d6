import { Link, useSearchParams } from 'react-router-dom'

import type { Item, Schemas } from '../../api/client'
import { useMay, type SheetName, type SheetQuery } from '../../api/queries'
import { TwoColumns } from '../../parts/AnswerFrame'
import { FoldedLines } from '../../parts/FoldedLines'
import { Hint } from '../../parts/Hint'
import { firmPath } from '../../parts/paths'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { Choice } from '../../ui/Choice'
import { Growing } from '../../ui/Growing'
import { Empty } from '../../ui/states'
import { useWords } from '../../words'

export type Sheet = Schemas['Sheet']

const step = 40

interface Props {
  of: Sheet
  /** Whether an item's id is a firm's code, so that its title leads to the firm. */
  firms?: boolean
  /** Where an item that is no firm leads to. */
  to?: (item: Item) => string | undefined
}

/** A sheet's rows with their reasons, by state where there are several, and what holds for all. */
export const SheetBody = ({ of, firms = false, to }: Props) => {
  const words = useWords()
  const [search] = useSearchParams()
  const state = search.get('state') ?? ''
  const states = [...new Set(of.items.map((item) => item.state ?? ''))].filter((value) => value !== '')
  const some = of.items.filter((item) => state === '' || item.state === state)
  const link = (item: Item) => (firms ? firmPath(item.id) : to?.(item))
  if (of.items.length === 0 && of.notes.length === 0) {
    return <NoRows of={of} />
  }
  return (
    <TwoColumns of={of}>
      <section className="block">
        {states.length > 1 && (
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
          </div>
        )}
        {of.items.length === 0 ? (
          <NoRows of={of} />
        ) : (
          <Growing of={some} step={step} none={words.how.noRows}>
            {(item, at) => <Row key={`${item.id}/${at}`} of={item} to={link(item)} />}
          </Growing>
        )}
      </section>
    </TwoColumns>
  )
}

const NoRows = ({ of }: { of: Sheet }) => {
  const words = useWords()
  const [lack] = of.lacks
  return <Empty title={words.how.noRows} help={lack && <Hint of={lack} />} />
}

export const Row = ({ of, to, whole = false }: { of: Item; to?: string | undefined; whole?: boolean }) => {
  const words = useWords()
  const state = of.state ? (words.how.states[of.state] ?? of.state) : ''
  return (
    <li>
      <h3>
        {to === undefined ? (
          <Sentence of={of.title} />
        ) : (
          <Link className="plain" to={to}>
            {of.title.text}
          </Link>
        )}{' '}
        {state && !of.title.text.includes(state) && <span className="tag">{state}</span>}
      </h3>
      <FoldedLines of={of.lines} open={whole ? of.lines.length : 3} />
    </li>
  )
}

/** The sheet as a file, every row of it. */
export const Files = ({ sheet, query }: { sheet: SheetName; query: SheetQuery }) => {
  const words = useWords()
  const region = useRegion()
  const may = useMay()
  if (!may('sheet_file')) return null
  const address = (format: string) => {
    const search = new URLSearchParams({ format, ...(region ? { region } : {}) })
    for (const [name, value] of Object.entries(query)) if (value) search.set(name, value as string)
    return `/api/v1/sheets/${sheet}/file?${search.toString()}`
  }
  return (
    <span className="quiet">
      {words.how.download}{' '}
      {['xlsx', 'csv'].map((format) => (
        <a key={format} href={address(format)} download>
          {format.toUpperCase()}{' '}
        </a>
      ))}
    </span>
  )
}

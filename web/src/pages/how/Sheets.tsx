import { Link, useSearchParams } from 'react-router-dom'

import { ApiError } from '../../api/client'
import { useSheet, useSheets, type SheetName, type SheetQuery } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { Hint } from '../../parts/Hint'
import { useRegion } from '../../parts/region'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { Files, SheetBody, type Sheet } from './SheetBody'
import { HowTabs } from './tabs'

const given = (search: URLSearchParams, names: ReadonlyArray<keyof SheetQuery>): SheetQuery =>
  Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])))

/** Parameters of a sheet that the address keeps. */
export const useQueryOf = (...names: ReadonlyArray<keyof SheetQuery>): SheetQuery => given(useSearchParams()[0], names)

interface SelectProps {
  name: keyof SheetQuery
  label: string
  options: ReadonlyArray<{ id: string; name: string }>
  otherwise?: string
}

/** A choice out of many, kept in the address. */
export const Select = ({ name, label, options, otherwise }: SelectProps) => {
  const [search, setSearch] = useSearchParams()
  return (
    <label>
      {label}{' '}
      <select
        className="field"
        value={search.get(name) ?? otherwise ?? options[0]?.id ?? ''}
        onChange={({ target }) => setSearch(withParameter(search, name, target.value))}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
}

interface FrameProps {
  sheet: SheetName
  query: SheetQuery
  standfirst: string
  title: string
  tools?: React.ReactNode
  children: (sheet: Sheet) => React.ReactNode
}

export const SheetFrame = ({ sheet, query, title, standfirst, tools, children }: FrameProps) => {
  const found = useSheet(sheet, query, useRegion())
  // Rows that nobody loaded yet are no failure: the server says which book to import.
  const nothing = !found.data && found.error instanceof ApiError && found.error.code === 'not_found' ? found.error : null
  return (
    <>
      <PageHead title={title} standfirst={standfirst} />
      <HowTabs />
      <div className="toolbar">
        {tools}
        <span className="grow" />
        {found.data && <Files sheet={sheet} query={query} />}
      </div>
      {nothing ? (
        <Empty title={nothing.message} help={nothing.help && <Hint of={nothing.help} />} />
      ) : (
        <Loaded from={found} lines={12}>
          {children}
        </Loaded>
      )}
    </>
  )
}

export const Care = () => {
  const words = useWords()
  return (
    <SheetFrame sheet="care" query={{}} title={words.how.sheets.care} standfirst={words.how.careLead}>
      {(sheet) => <SheetBody of={sheet} firms />}
    </SheetFrame>
  )
}

export const Matches = () => {
  const words = useWords()
  const query = useQueryOf('firm')
  return (
    <SheetFrame sheet="matches" query={query} title={words.how.sheets.matches} standfirst={words.how.matchLead}>
      {(sheet) => <SheetBody of={sheet} />}
    </SheetFrame>
  )
}

export const Policies = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const query = useQueryOf('clause')
  return (
    <SheetFrame
      sheet="policies"
      query={query}
      title={words.how.sheets.policies}
      standfirst={words.how.policiesLead}
      tools={
        query.clause && (
          <Link to={{ search: withParameter(search, 'clause', null) }}>{words.how.allClauses}</Link>
        )
      }
    >
      {(sheet) =>
        sheet.question === 'policy' ? (
          <SheetBody of={sheet} firms />
        ) : (
          <SheetBody of={sheet} to={(item) => `/how/policies${withParameter(search, 'clause', item.id)}`} />
        )
      }
    </SheetFrame>
  )
}

export const Affected = () => {
  const words = useWords()
  const query = useQueryOf('from', 'to')
  const choices = useSheets(useRegion())
  const versions = choices.data?.versions ?? []
  return (
    <SheetFrame
      sheet="affected"
      query={query}
      title={words.how.sheets.affected}
      standfirst={words.how.affectedLead}
      tools={
        versions.length > 0 && (
          <>
            <Select name="from" label={words.how.from} options={versions} otherwise="specialised_sme@2022-06-01" />
            <Select name="to" label={words.how.to} options={versions} otherwise="specialised_sme@2026-04-01" />
          </>
        )
      }
    >
      {(sheet) => {
        const pairs = sheet.notes.filter(({ text }) => text.startsWith('对照｜'))
        const notes = sheet.notes.filter(({ text }) => !text.startsWith('对照｜'))
        return (
          <>
            <SheetBody of={{ ...sheet, notes }} firms />
            <Pairs of={pairs.map(({ text }) => text.split('｜').slice(1))} />
          </>
        )
      }}
    </SheetFrame>
  )
}

/** What the two versions ask, subject by subject. */
const Pairs = ({ of }: { of: string[][] }) => {
  const words = useWords()
  return (
    <section className="block">
      <h2>{words.how.pairs}</h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.how.pairs}>
        <table className="ledger small">
          <thead>
            <tr>
              <th scope="col">{words.how.condition}</th>
              <th scope="col">{words.how.from}</th>
              <th scope="col">{words.how.to}</th>
            </tr>
          </thead>
          <tbody>
            {of.map(([subject, before, after], at) => (
              <tr key={at}>
                <th scope="row">{subject}</th>
                <td>{before?.replace(/^原：/, '')}</td>
                <td>{after?.replace(/^新：/, '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

import { Link, useSearchParams } from 'react-router-dom'

import type { Answer, Item } from '../../api/client'
import { withParameter } from '../../parts/address'
import { Figure } from '../../parts/Figure'
import { OpenRow } from '../../parts/OpenRow'
import { parkPath } from '../../parts/paths'
import { Sentence } from '../../parts/Sentence'
import { useWords } from '../../words'
import { factorName, needsOf, parkOf, yearOf } from './plan'

/** The plan as a table: a project a row; its reasons, and why not elsewhere, open below it. */
export const PlanList = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const park = search.get('park')
  const items = park ? of.items.filter((item) => parkOf(item) === park) : of.items
  const columns = [...new Set(of.items.flatMap((item) => needsOf(item).map(({ factor }) => factor)))]
  const years = [...new Set(of.items.flatMap((item) => yearOf(item) ?? []))].sort((a, b) => a - b)
  const byYear = years.length > 1
  const groups = byYear
    ? [...years, null].map((year) => ({ year, rows: items.filter((item) => yearOf(item) === year) })).filter(({ rows }) => rows.length > 0)
    : [{ year: null, rows: items }]
  const names: Record<string, string> = words.where.factors
  return (
    <>
      {park && (
        <p className="filter-line">
          {words.where.onlyPark(park)}　
          <Link to={{ search: withParameter(search, 'park', null) }}>{words.common.clear}</Link>
        </p>
      )}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.where.plan}>
        <table className="ledger plan">
          <thead>
            <tr>
              <th scope="col">{words.where.project}</th>
              <th scope="col">{words.where.park}</th>
              {columns.map((factor) => (
                <th key={factor} scope="col" className="number">
                  {factorName(factor, names)}
                </th>
              ))}
              <th scope="col" className="number">
                {words.where.points}
              </th>
            </tr>
          </thead>
          {groups.map(({ year, rows }) => (
            <tbody key={year ?? 'none'}>
              {byYear && (
                <tr className="group">
                  <th scope="rowgroup" colSpan={columns.length + 3}>
                    {year === null ? words.where.notPlaced : words.where.from(year)}
                  </th>
                </tr>
              )}
              {rows.map((item) => (
                <Project key={item.id} of={item} columns={columns} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {items.length === 0 && <p className="quiet">{words.where.emptyPark}</p>}
    </>
  )
}

const Project = ({ of, columns }: { of: Item; columns: string[] }) => {
  const words = useWords()
  const park = parkOf(of)
  const needs = new Map(needsOf(of).map(({ factor, need }) => [factor, need]))
  return (
    <OpenRow project={of.id} title={of.id} cells={columns.length + 2} detail={() => <Reasons of={of} />}>
      <td>{park ? <Link to={parkPath(park)}>{park}</Link> : <span className="tag accent">{words.where.notPlaced}</span>}</td>
      {columns.map((factor) => {
        const need = needs.get(factor)
        return (
          <td key={factor} className="number">
            {need ? <Figure of={need} untagged brief /> : ''}
          </td>
        )
      })}
      <td className="number">{of.figures.points && <Figure of={of.figures.points} untagged />}</td>
    </OpenRow>
  )
}

// The server's lines: what it needs, what it scores, then a line a park it does not go to.
const isWhyNot = (text: string) => text.startsWith('不放')

const Reasons = ({ of }: { of: Item }) => {
  const words = useWords()
  const why = of.lines.filter(({ text }) => !isWhyNot(text))
  const whyNot = of.lines.filter(({ text }) => isWhyNot(text))
  return (
    <div className="columns two">
      <div>
        <h3>{of.state === 'placed' ? words.where.why : words.where.notPlaced}</h3>
        {why.map((line, at) => (
          <p key={at}>
            <Sentence of={line} />
          </p>
        ))}
      </div>
      {whyNot.length > 0 && (
        <div>
          <h3>{words.where.whyNot}</h3>
          {whyNot.map((line, at) => (
            <p key={at}>
              <Sentence of={line} />
            </p>
          ))}
        </div>
      )}
    </div>
  )
}

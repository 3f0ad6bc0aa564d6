import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import type { Column, Row, Schemas } from '../../api/client'
import { recordsQuery, type RecordsQuery } from '../../api/queries'
import { withParameter, withParameters } from '../../parts/address'
import { CellValue } from '../../parts/CellValue'
import { VirtualRows } from '../../ui/VirtualRows'
import { useWords } from '../../words'

export const chunk = 200 // rows asked for at once
const rowHeight = 33

const widths: Partial<Record<Column['type'], number>> = {
  long_text: 300, list: 240, number: 132, percent: 100, date: 110, flag: 64, code4: 84, code18: 180, word: 96,
}
const widthOf = ({ type }: Column) => widths[type] ?? 170
const isNumber = ({ type }: Column) => type === 'number' || type === 'percent'

interface Props {
  kind: string
  query: RecordsQuery
  first: Schemas['RecordPage']
}

/** The rows in sight are fetched as they come; the table knows its full length from the first page. */
export const RecordTable = ({ kind, query, first }: Props) => {
  const words = useWords()
  const [sight, setSight] = useState({ from: 0, to: 0 })
  const onSight = useCallback((from: number, to: number) => {
    const next = { from: Math.floor(from / chunk), to: Math.floor(Math.max(to - 1, 0) / chunk) }
    setSight((now) => (now.from === next.from && now.to === next.to ? now : next))
  }, [])
  const wanted = Array.from({ length: sight.to - sight.from + 1 }, (_, at) => sight.from + at)
  const pages = useQueries({
    queries: wanted.map((at) => recordsQuery(kind, { ...query, offset: at * chunk, limit: chunk })),
  })
  const rowAt = (index: number): Row | undefined =>
    pages[Math.floor(index / chunk) - sight.from]?.data?.rows[index % chunk]

  // Columns that are blank in every row of the first page would only push the others out of sight.
  const columns = useMemo(
    () => first.columns.filter(({ name }) => first.rows.some(({ cells }) => cells[name] !== undefined)),
    [first],
  )
  const template = `56px ${columns.map((column) => `${widthOf(column)}px`).join(' ')}`
  const width = columns.reduce((sum, column) => sum + widthOf(column), 56 + 24)
  return (
    <VirtualRows
      total={first.total}
      rowHeight={rowHeight}
      onSight={onSight}
      width={width}
      label={first.title}
      header={<Header columns={columns} template={template} />}
      row={(index) => {
        const row = rowAt(index)
        return (
          <div className="record-row" style={{ gridTemplateColumns: template }}>
            <span role="cell" className="quiet small">
              {row ? <Open of={row} number={index + 1} /> : index + 1}
            </span>
            {columns.map((column) => (
              <span key={column.name} role="cell" className={isNumber(column) ? 'number' : ''}>
                {row ? <CellValue of={row.cells[column.name]} title={column.title} /> : <i className="pending" aria-label={words.states.loading} />}
              </span>
            ))}
          </div>
        )
      }}
    />
  )
}

const Open = ({ of, number }: { of: Row; number: number }) => {
  const words = useWords()
  const [search] = useSearchParams()
  return (
    <Link
      to={{ search: withParameter(search, 'record', of.key) }}
      aria-label={`${number} ${words.common.open} ${of.title ?? of.key}`}
      aria-expanded={search.get('record') === of.key}
      preventScrollReset
    >
      {number}
    </Link>
  )
}

const Header = ({ columns, template }: { columns: Column[]; template: string }) => {
  const [search] = useSearchParams()
  const sort = search.get('sort')
  const descending = search.get('order') === 'desc'
  const next = (name: string) =>
    sort !== name ? { sort: name, order: null } : descending ? { sort: null, order: null } : { sort: name, order: 'desc' }
  return (
    <div className="record-row" role="row" style={{ gridTemplateColumns: template }}>
      <span role="columnheader" />
      {columns.map((column) => (
        <span
          key={column.name}
          role="columnheader"
          className={isNumber(column) ? 'number' : ''}
          aria-sort={sort === column.name ? (descending ? 'descending' : 'ascending') : undefined}
        >
          <Link className="plain" to={{ search: withParameters(search, next(column.name)) }} preventScrollReset>
            {column.title}
            {column.unit_title && <span className="quiet">（{column.unit_title}）</span>}
            {sort === column.name && (descending ? ' ↓' : ' ↑')}
          </Link>
        </span>
      ))}
    </div>
  )
}

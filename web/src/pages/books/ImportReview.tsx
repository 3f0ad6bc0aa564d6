import { Button, Select } from 'antd'
import { useState } from 'react'

import type { ImportPreview } from '../../api/client'
import { useKinds } from '../../api/queries'
import { useWords } from '../../words'
import { FirstRows, Remarks } from './ImportRows'

interface Props {
  of: ImportPreview
  busy: boolean
  onAnother: () => void
  onLookAgain: (change: { sheet?: string; map?: Record<string, string> }) => void
  onCommit: () => void
}

/** How the table was read: what becomes of each column, what cannot be taken, the first rows. */
export const ImportReview = ({ of, busy, onAnother, onLookAgain, onCommit }: Props) => {
  const words = useWords()
  return (
    <>
      <div className="block import-head">
        <div>
          <h2>{of.name}</h2>
          {of.refused ? <p className="notice">{of.refused.message}</p> : <Summary of={of} />}
        </div>
        <div className="import-actions">
          <Button type="primary" disabled={busy || of.records === 0 || of.refused !== null} onClick={onCommit}>
            {of.records > 0 ? words.imports.commit(of.records) : words.imports.nothing}
          </Button>
          <Button onClick={onAnother}>{words.imports.another}</Button>
        </div>
      </div>
      {of.sheets.length > 1 && <Sheets of={of} busy={busy} onLookAgain={onLookAgain} />}
      <div className="columns lead ruled">
        <div>
          <FirstRows of={of} />
          {of.refused === null && <Remarks of={of} />}
        </div>
        {of.columns.length > 0 && <Mapping of={of} busy={busy} onLookAgain={onLookAgain} />}
      </div>
    </>
  )
}

const Summary = ({ of }: { of: ImportPreview }) => {
  const words = useWords()
  const parts: Array<[string, number | undefined]> = [
    [words.imports.rowsRead, of.rows_read],
    [words.imports.recordsToWrite, of.records],
    [words.imports.fresh, of.new],
    [words.imports.changed, of.changed],
    [words.imports.same, of.same],
    [words.imports.rejected, of.rejected_total],
    [words.imports.warnings, of.warnings_total],
  ]
  return (
    <dl className="import-summary">
      {parts
        .filter(([, number]) => number !== undefined)
        .map(([name, number]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="serif">{number}</dd>
          </div>
        ))}
    </dl>
  )
}

type Changing = Pick<Props, 'of' | 'busy' | 'onLookAgain'>

const Sheets = ({ of, busy, onLookAgain }: Changing) => {
  const words = useWords()
  return (
    <div className="toolbar">
      <span className="quiet">{words.imports.sheet}</span>
      <Select
        value={of.sheet ?? undefined}
        disabled={busy}
        aria-label={words.imports.sheet}
        options={of.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        onChange={(sheet: string) => onLookAgain({ sheet, map: of.map })}
        style={{ minWidth: 180 }}
      />
    </div>
  )
}

/** Each header with what it was taken for. A correction counts when the table is looked at again. */
const Mapping = ({ of, busy, onLookAgain }: Changing) => {
  const words = useWords()
  const kinds = useKinds()
  const [map, setMap] = useState<Record<string, string>>({})
  const columns = kinds.data?.kinds.find(({ kind }) => kind === of.kind)?.columns ?? []
  const options = [
    { value: '', label: words.imports.notTaken },
    ...columns.map(({ name, title }) => ({ value: name, label: title })),
  ]
  const look = () => onLookAgain({ ...(of.sheet ? { sheet: of.sheet } : {}), map: { ...of.map, ...map } })
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.imports.mapping}</h2>
        {Object.keys(map).length > 0 && (
          <Button size="small" disabled={busy} onClick={look}>
            {words.imports.lookAgain}
          </Button>
        )}
      </div>
      <table className="ledger mapping">
        <thead>
          <tr>
            <th scope="col">{words.imports.column}</th>
            <th scope="col">{words.imports.header}</th>
            <th scope="col">{words.imports.takenAs}</th>
          </tr>
        </thead>
        <tbody>
          {of.columns.map(({ sheet, column, header, name }) => (
            <tr key={`${sheet}/${column}`}>
              <td className="mono small quiet">{column}</td>
              <td>{header}</td>
              <td>
                <Select
                  size="small"
                  showSearch
                  optionFilterProp="label"
                  value={map[header] ?? name ?? ''}
                  options={options}
                  aria-label={`${header} ${words.imports.takenAs}`}
                  onChange={(chosen: string) => setMap({ ...map, [header]: chosen })}
                  style={{ width: 190 }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Popconfirm } from 'antd'
import { useSearchParams } from 'react-router-dom'

import { client, take, type Schemas } from '../../api/client'
import { useRecord, useMay } from '../../api/queries'
import { CellValue } from '../../parts/CellValue'
import { moment } from '../../parts/time'
import { SidePanel } from '../../ui/SidePanel'
import { Failed, Loaded } from '../../ui/states'
import { useWords } from '../../words'

/** ?record=KEY opens a record: all its cells, where it came from, and what has happened to it. */
export const RecordPanel = ({ kind }: { kind: string }) => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const key = search.get('record') ?? ''
  if (!key) return null
  const close = () =>
    setSearch(
      (now) => {
        now.delete('record')
        return now
      },
      { preventScrollReset: true },
    )
  return (
    <SidePanel title={words.books.key} of={key} onClose={close}>
      <Body kind={kind} recordKey={key} />
    </SidePanel>
  )
}

const Body = ({ kind, recordKey }: { kind: string; recordKey: string }) => (
  <Loaded from={useRecord(kind, recordKey)}>
    {(past) => (
      <>
        <Cells of={past} />
        <History of={past.history} />
      </>
    )}
  </Loaded>
)

const Cells = ({ of }: { of: Schemas['RecordPast'] }) => {
  const words = useWords()
  const { row, columns } = of
  return (
    <div className="source-head">
      <h2>{row.title ?? row.key}</h2>
      {row.origin && <p className="quiet small">{words.books.origin(row.origin.file, row.origin.row)}</p>}
      <table className="cells">
        <tbody>
          {columns
            .filter(({ name }) => row.cells[name])
            .map(({ name, title }) => (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td>
                  <CellValue of={row.cells[name]} title={title} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

const History = ({ of }: { of: Schemas['LogEntry'][] }) => {
  const words = useWords()
  const may = useMay()
  return (
    <section className="source-block">
      <h3>{words.books.history}</h3>
      <ol className="rows tight small">
        {of.map((entry) => (
          <li key={entry.change}>
            <p className="quiet">
              {moment(entry.at)}　{entry.who}　{entry.from}
              {may('undo') && <Undo change={entry.change} />}
            </p>
            {entry.gone && <p>{words.books.gone}</p>}
            {entry.differences.map(({ column, title, before, after }) => (
              <p key={column}>
                {title}：{before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Takes a change back, after asking; what came of it is told in its place. */
export const Undo = ({ change }: { change: number }) => {
  const words = useWords()
  const queries = useQueryClient()
  const undoing = useMutation({
    mutationFn: () => take(client.POST('/changes/{id}/undo', { params: { path: { id: change } } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['ledger'] }),
  })
  if (undoing.isSuccess) return <span role="status">　{words.books.undone}</span>
  return (
    <>
      　
      <Popconfirm
        title={words.books.undoConfirm(change)}
        okText={words.books.undo}
        cancelText={words.common.cancel}
        icon={null}
        onConfirm={() => undoing.mutate()}
      >
        <button type="button" className="text-button" disabled={undoing.isPending}>
          {words.books.undo}
        </button>
      </Popconfirm>
      {undoing.error && <Failed error={undoing.error} />}
    </>
  )
}

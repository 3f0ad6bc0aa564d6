import type { ImportPreview, Schemas } from '../../api/client'
import { useKinds } from '../../api/queries'
import { useWords } from '../../words'

type Remark = Schemas['ImportRemark']

/** The first rows as records, under the ledger's own column names. */
export const FirstRows = ({ of }: { of: ImportPreview }) => {
  const words = useWords()
  const kinds = useKinds()
  const known = kinds.data?.kinds.find(({ kind }) => kind === of.kind)?.columns ?? []
  const columns = known.filter(({ name }) => of.first.some(({ cells }) => cells[name]))
  if (of.first.length === 0) return null
  return (
    <section className="block">
      <h2>{words.imports.preview}</h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.imports.preview}>
        <table className="ledger small preview">
          <thead>
            <tr>
              {columns.map(({ name, title, type }) => (
                <th key={name} scope="col" className={type === 'number' || type === 'percent' ? 'number' : ''}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.first.map((row) => (
              <tr key={row.key}>
                {columns.map(({ name, type }) => (
                  <td key={name} className={type === 'number' || type === 'percent' ? 'number' : ''}>
                    {row.cells[name]?.words}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Rows that cannot be taken and why; they can be taken away, mended and loaded again. */
export const Remarks = ({ of }: { of: ImportPreview }) => {
  const words = useWords()
  const skipped = Object.entries(of.skipped).filter(([, number]) => number > 0)
  return (
    <>
      <section className="block">
        <div className="block-head">
          <h2>
            {words.imports.rejected} <span className="quiet">{of.rejected_total}</span>
          </h2>
          {of.rejected_total > 0 && (
            <a href={`/api/v1/imports/${encodeURIComponent(of.id)}/rejected.csv`} download>
              {words.imports.rejectedDownload}
            </a>
          )}
        </div>
        {of.rejected_total === 0 ? <p className="quiet">{words.imports.rejectedNone}</p> : <RemarkTable of={of.rejected} />}
      </section>
      {of.warnings_total > 0 && (
        <section className="block">
          <h2>
            {words.imports.warnings} <span className="quiet">{of.warnings_total}</span>
          </h2>
          <RemarkTable of={of.warnings} />
        </section>
      )}
      {skipped.length > 0 && (
        <p className="quiet small">
          {words.imports.skipped}：
          {skipped.map(([why, number]) => `${words.imports.skips[why] ?? why} ${number}`).join('、')}
        </p>
      )}
    </>
  )
}

const RemarkTable = ({ of }: { of: Remark[] }) => {
  const words = useWords()
  return (
    <table className="ledger small">
      <thead>
        <tr>
          <th scope="col">{words.imports.sheet}</th>
          <th scope="col" className="number">
            {words.imports.row}
          </th>
          <th scope="col">{words.imports.column}</th>
          <th scope="col">{words.imports.reason}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((remark, at) => (
          <tr key={at}>
            <td>{remark.sheet}</td>
            <td className="number">{remark.row}</td>
            <td className="mono">{remark.column}</td>
            <td>{remark.words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

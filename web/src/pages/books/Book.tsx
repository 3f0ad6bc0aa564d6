import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router-dom'

import { recordsQuery, useMay, type RecordsQuery } from '../../api/queries'
import { withParameters } from '../../parts/address'
import { bookPath } from '../../parts/paths'
import { PageHead } from '../../ui/PageHead'
import { SearchField } from '../../ui/SearchField'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { RecordPanel } from './RecordPanel'
import { RecordTable, chunk } from './RecordTable'

const queryOf = (search: URLSearchParams): RecordsQuery => ({
  q: search.get('q') ?? undefined,
  sort: search.get('sort') ?? undefined,
  order: search.get('order') === 'desc' ? 'desc' : undefined,
  as_of: search.get('as_of') ?? undefined,
})

/** One book as a table. Filter, order and day are part of the address. */
export const Book = () => {
  const { kind = '' } = useParams()
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const may = useMay()
  const query = queryOf(search)
  const first = useQuery(recordsQuery(kind, { ...query, offset: 0, limit: chunk }))
  const asOf = query.as_of
  const file = (ending: string) => `/api/v1/exports/${encodeURIComponent(kind)}.${ending}${asOf ? `?as_of=${asOf}` : ''}`
  return (
    <>
      <PageHead title={first.data?.title ?? words.sections.books} standfirst={<Link to="/books">{words.sections.books}</Link>}>
        {may('export') && (
          <>
            <span className="quiet">{words.books.export}</span> <a href={file('csv')}>CSV</a> <a href={file('xlsx')}>XLSX</a>
          </>
        )}
        {may('preview_import') && <Link to={`${bookPath(kind)}/import`}>{words.books.import}</Link>}
      </PageHead>
      <div className="toolbar">
        <SearchField label={words.books.find} />
        <label className="small quiet">
          {words.books.asOf}{' '}
          <input
            className="field"
            type="date"
            value={asOf ?? ''}
            onChange={({ target }) => setSearch(withParameters(search, { as_of: target.value }), { replace: true })}
          />
        </label>
        <span className="grow" />
        {first.data && <span className="quiet">{words.common.count(first.data.total)}</span>}
      </div>
      <Loaded from={first} lines={12}>
        {(data) =>
          data.total > 0 ? (
            <RecordTable key={JSON.stringify(query)} kind={kind} query={query} first={data} />
          ) : query.q ? (
            <Empty title={words.books.noMatch} />
          ) : (
            <Empty title={words.books.noRecords} help={words.books.noRecordsHelp}>
              {may('preview_import') && <Link to={`${bookPath(kind)}/import`}>{words.books.import}</Link>}
            </Empty>
          )
        }
      </Loaded>
      <RecordPanel kind={kind} />
    </>
  )
}

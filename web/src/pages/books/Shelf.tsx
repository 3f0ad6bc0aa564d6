import { Link } from 'react-router-dom'

import { useKinds, useMay } from '../../api/queries'
import { bookPath } from '../../parts/paths'
import { PageHead } from '../../ui/PageHead'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { BookTabs } from './tabs'

/** All books that the caller may see. */
export const Shelf = () => {
  const words = useWords()
  const may = useMay()
  const mayImport = may('preview_import')
  return (
    <>
      <PageHead title={words.sections.books} standfirst={words.books.standfirst} />
      <BookTabs />
      <Loaded from={useKinds()} lines={10}>
        {({ kinds }) => (
          <table className="ledger shelf">
            <thead>
              <tr>
                <th scope="col">{words.sections.books}</th>
                <th scope="col" className="number">
                  {words.books.records}
                </th>
                <th scope="col">{words.books.columns}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {kinds.map(({ kind, title, records, columns, importable }) => (
                <tr key={kind}>
                  <th scope="row" className="nowrap">
                    <Link className="plain" to={bookPath(kind)}>
                      {title}
                    </Link>
                  </th>
                  <td className="number">{records}</td>
                  <td className="small quiet one-line">{columns.map((column) => column.title).join('、')}</td>
                  <td className="nowrap">
                    {importable && mayImport && <Link to={`${bookPath(kind)}/import`}>{words.books.import}</Link>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </>
  )
}

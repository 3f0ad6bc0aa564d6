import { Link, useSearchParams } from 'react-router-dom'

import { useFirms } from '../../api/queries'
import { firmPath } from '../../parts/paths'
import { PageHead } from '../../ui/PageHead'
import { Pages, useOffset } from '../../ui/Pages'
import { SearchField } from '../../ui/SearchField'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { HowTabs } from './tabs'

const step = 50

export const FirmSearch = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const offset = useOffset()
  const firms = useFirms({ q: search.get('q') ?? undefined, offset, limit: step })
  return (
    <>
      <PageHead title={words.how.allFirms} standfirst={words.how.standfirst} />
      <HowTabs />
      <div className="toolbar">
        <SearchField label={words.how.findFirm} wide />
      </div>
      <Loaded from={firms}>
        {(data) => (
          <>
            {data.firms.length === 0 && <p className="quiet">{words.how.noFirm}</p>}
            {data.firms.length > 0 && (
              <div className="table-scroll" tabIndex={0} role="group" aria-label={words.how.allFirms}>
                <table className="ledger">
                  <thead>
                    <tr>
                      <th scope="col">{words.common.name}</th>
                      <th scope="col">{words.how.code}</th>
                      <th scope="col">{words.how.place}</th>
                      <th scope="col">{words.how.products}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.firms.map((firm) => (
                      <tr key={firm.record}>
                        <th scope="row">
                          <Link className="plain" to={firmPath(firm.code)}>
                            {firm.name}
                          </Link>
                        </th>
                        <td className="mono small">{firm.uscc}</td>
                        <td>{firm.place}</td>
                        <td>{firm.products}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <Pages offset={data.offset} shown={data.firms.length} total={data.total} step={step} />
          </>
        )}
      </Loaded>
    </>
  )
}

import { useChanges, useMay } from '../../api/queries'
import { ChangeFrom } from '../../parts/ChangeFrom'
import { moment } from '../../parts/time'
import { PageHead } from '../../ui/PageHead'
import { Pages, useOffset } from '../../ui/Pages'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { Undo } from './RecordPanel'
import { BookTabs } from './tabs'

const step = 50

/** Every change of the ledger, the newest first. */
export const LogPage = () => {
  const words = useWords()
  const may = useMay()
  const mayUndo = may('undo')
  return (
    <>
      <PageHead title={words.books.log} standfirst={words.books.standfirst} />
      <BookTabs />
      <Loaded from={useChanges({ offset: useOffset(), limit: step })}>
        {(data) =>
          data.total === 0 ? (
            <Empty title={words.overview.noChanges} />
          ) : (
            <>
              <div className="table-scroll" tabIndex={0} role="group" aria-label={words.books.log}>
                <table className="ledger">
                  <thead>
                    <tr>
                      <th scope="col" className="number">
                        {words.books.change}
                      </th>
                      <th scope="col">{words.books.at}</th>
                      <th scope="col">{words.books.who}</th>
                      <th scope="col">{words.books.from}</th>
                      <th scope="col" className="number">
                        {words.books.touched}
                      </th>
                      <th scope="col" />
                    </tr>
                  </thead>
                  <tbody>
                    {data.changes.map((change) => (
                      <tr key={change.change}>
                        <td className="number">{change.change}</td>
                        <td className="nowrap">{moment(change.at)}</td>
                        <td>{change.who}</td>
                        <td>
                          <ChangeFrom of={change.from} />
                        </td>
                        <td className="number">{change.records}</td>
                        <td>{mayUndo && <Undo change={change.change} />}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Pages offset={data.offset} shown={data.changes.length} total={data.total} step={step} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

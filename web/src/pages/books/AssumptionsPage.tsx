import { Link, useSearchParams } from 'react-router-dom'

import type { Assumption, Schemas } from '../../api/client'
import { useAssumptions } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { Figure } from '../../parts/Figure'
import { PageHead } from '../../ui/PageHead'
import { SearchField } from '../../ui/SearchField'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { AssumptionEditor } from './AssumptionEditor'
import { BookTabs } from './tabs'

/** What is taken for granted: choose one, change it, see what follows, keep it with its grounds. */
export const AssumptionsPage = () => {
  const words = useWords()
  return (
    <>
      <PageHead title={words.assumptions.title} standfirst={words.assumptions.standfirst} />
      <BookTabs />
      <Loaded from={useAssumptions()} lines={12}>
        {(data) =>
          data.assumptions.length === 0 ? <Empty title={words.assumptions.none} /> : <Chosen of={data} />
        }
      </Loaded>
    </>
  )
}

const Chosen = ({ of }: { of: Schemas['Assumptions'] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const q = search.get('q') ?? ''
  const chosen = of.assumptions.find(({ key }) => key === search.get('key'))
  const some = of.assumptions.filter(({ key, title, basis }) => `${key} ${title} ${basis}`.includes(q))
  return (
    <div className="assumptions">
      <section className="block assumption-list">
        <div className="toolbar">
          <SearchField label={words.assumptions.find} />
          <span className="quiet">{words.common.count(some.length)}</span>
        </div>
        <ul>
          {some.map((one) => (
            <Row key={one.key} of={one} chosen={one === chosen} />
          ))}
        </ul>
      </section>
      <section className="block assumption-editor">
        {chosen ? (
          <AssumptionEditor key={`${chosen.key}/${chosen.figure.mark}`} of={chosen} version={of.version} />
        ) : (
          <p className="quiet">{words.assumptions.pick}</p>
        )}
      </section>
    </div>
  )
}

const Row = ({ of, chosen }: { of: Assumption; chosen: boolean }) => {
  const words = useWords()
  const [search] = useSearchParams()
  return (
    <li className={chosen ? 'chosen' : ''}>
      <div>
        <Link
          className="plain"
          to={{ search: withParameter(search, 'key', of.key) }}
          aria-current={chosen ? 'true' : undefined}
          preventScrollReset
        >
          {of.title}
        </Link>
        <p className="quiet small one-line" title={of.basis}>
          {of.basis}
        </p>
      </div>
      <div className="number">
        <Figure of={of.figure} untagged brief />
        <p className="quiet small">{of.used_by.length > 0 ? words.assumptions.usedBy(of.used_by.length) : ''}</p>
      </div>
    </li>
  )
}

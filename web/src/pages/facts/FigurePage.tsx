import { Link, useSearchParams } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { useFacts } from '../../api/queries'
import { withParameters } from '../../parts/address'
import { Figure } from '../../parts/Figure'
import { documentPath } from '../../parts/paths'
import { scopeWords } from '../../parts/sourceParts'
import { PageHead } from '../../ui/PageHead'
import { Pages, useOffset } from '../../ui/Pages'
import { SearchField } from '../../ui/SearchField'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { FactsTabs } from './tabs'

const step = 100

/** Figures beside each other, whatever they come from, so that their scopes can be compared. */
export const FigurePage = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const subject = search.get('subject') ?? undefined
  const indicator = search.get('indicator') ?? undefined
  const facts = useFacts({ q: search.get('q') ?? undefined, subject, indicator, offset: useOffset(), limit: step })
  return (
    <>
      <PageHead title={words.facts.tabs.figures} standfirst={words.facts.standfirst} />
      <FactsTabs />
      <div className="toolbar">
        <SearchField label={words.facts.figuresLabel} wide />
        {(subject || indicator) && (
          <Link to={{ search: withParameters(search, { subject: null, indicator: null, offset: null }) }}>
            {[subject, indicator].filter(Boolean).join(' ')}　{words.common.clear}
          </Link>
        )}
      </div>
      <Loaded from={facts}>{(data) => <Table of={data} />}</Loaded>
    </>
  )
}

const Table = ({ of }: { of: Schemas['FactPage'] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  if (of.total === 0) return <Empty title={words.facts.noHits} help={words.facts.noHitsHelp} />
  const only = (name: string, value: string) => ({ search: withParameters(search, { [name]: value, offset: null }) })
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.facts.tabs.figures}>
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">{words.facts.subject}</th>
              <th scope="col">{words.facts.indicator}</th>
              <th scope="col">{words.source.period}</th>
              <th scope="col">{words.source.scope}</th>
              <th scope="col" className="number">
                {words.facts.figure}
              </th>
              <th scope="col">{words.facts.from}</th>
            </tr>
          </thead>
          <tbody>
            {of.facts.map(({ figure, where, hash, clause }) => (
              <tr key={figure.mark}>
                <td>
                  <Link className="plain" to={only('subject', figure.subject)}>
                    {figure.subject}
                  </Link>
                </td>
                <td>
                  <Link className="plain" to={only('indicator', figure.indicator)}>
                    {figure.indicator}
                  </Link>
                </td>
                <td className="nowrap">{figure.period}</td>
                <td className="small quiet">{scopeWords(figure, words).join('、')}</td>
                <td className="number">
                  <Figure of={figure} />
                </td>
                <td className="small">
                  {hash ? <Link to={documentPath(hash, figure.mark)}>{where}</Link> : where}
                  {clause && <p className="quiet">{clause}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages offset={of.offset} shown={of.facts.length} total={of.total} step={step} />
    </>
  )
}

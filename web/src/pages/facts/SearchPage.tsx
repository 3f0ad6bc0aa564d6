import { Link, useSearchParams } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { useSearch } from '../../api/queries'
import { documentPath, documentPlace } from '../../parts/paths'
import { PageHead } from '../../ui/PageHead'
import { Pages, useOffset } from '../../ui/Pages'
import { SearchField } from '../../ui/SearchField'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { FactsTabs } from './tabs'

const step = 20

/** Words in all documents, with a little of what stands around each. */
export const SearchPage = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const q = search.get('q')?.trim() ?? ''
  const found = useSearch({ q, offset: useOffset(), limit: step })
  return (
    <>
      <PageHead title={words.sections.facts} standfirst={words.facts.standfirst} />
      <FactsTabs />
      <div className="toolbar">
        <SearchField label={words.facts.searchLabel} wide />
      </div>
      {q === '' ? <p className="quiet">{words.facts.startSearch}</p> : <Loaded from={found}>{(data) => <Hits of={data} />}</Loaded>}
    </>
  )
}

const Hits = ({ of }: { of: Schemas['SearchPage'] }) => {
  const words = useWords()
  if (of.total === 0) return <Empty title={words.facts.noHits} help={words.facts.noHitsHelp} />
  return (
    <>
      <p className="quiet" role="status">
        {words.facts.hits(of.total)}“{of.q}”
      </p>
      <ol className="rows hits">
        {of.hits.map((hit) => (
          <li key={hit.hash}>
            <h3>
              <Link className="plain" to={documentPath(hit.hash)}>
                {hit.name}
              </Link>{' '}
              <span className="quiet small">{words.facts.occurrences(hit.count)}</span>
            </h3>
            {hit.snippets.map((snippet) => (
              <p key={snippet.begin}>
                <Link className="plain snippet" to={documentPlace(hit.hash, snippet.begin, snippet.end)}>
                  …{snippet.before}
                  <mark>{snippet.hit}</mark>
                  {snippet.after}…
                </Link>
              </p>
            ))}
          </li>
        ))}
      </ol>
      <Pages offset={of.offset} shown={of.hits.length} total={of.total} step={step} />
    </>
  )
}

import { Link, useSearchParams } from 'react-router-dom'

import type { Chain, ChainNode } from '../../api/client'
import { useChains } from '../../api/queries'
import { Cite } from '../../parts/Cite'
import { ChainState } from '../../parts/ChainGlyph'
import { percent } from '../../parts/figures'
import { chainPath, firmPath } from '../../parts/paths'
import { useRegion } from '../../parts/region'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { WhatTabs } from './tabs'

/** Every part of a chain with who makes it: the list behind a claim such as "fully covered". */
export const Coverage = () => {
  const words = useWords()
  const [search] = useSearchParams()
  return (
    <>
      <PageHead title={words.what.tabs.coverage} standfirst={words.what.mapHelp} />
      <WhatTabs />
      <Loaded from={useChains(useRegion())} lines={12}>
        {(data) => {
          const chosen = data.chains.find(({ chain }) => chain === search.get('chain')) ?? data.chains[0]
          if (!chosen) return <Empty title={words.what.noChains} help={words.what.noChainsHelp} />
          return (
            <>
              <div className="toolbar">
                <Choice
                  name="chain"
                  label={words.what.chain}
                  options={data.chains.map(({ chain, coverage }) => ({ value: chain, text: `${chain} ${percent(coverage.share)}` }))}
                />
                <Choice
                  name="state"
                  label={words.common.state}
                  all={words.what.allStates}
                  options={(['has', 'weak', 'missing', 'broken'] as const).map((state) => ({
                    value: state,
                    text: words.what.chainStates[state],
                    count: chosen.coverage[state],
                  }))}
                />
              </div>
              <Matrix of={chosen} state={search.get('state')} />
            </>
          )
        }}
      </Loaded>
    </>
  )
}

const byLink = (nodes: ChainNode[]): Array<[string, ChainNode[]]> => {
  const links = new Map<string, ChainNode[]>()
  for (const node of nodes) links.set(node.link, [...(links.get(node.link) ?? []), node])
  return [...links]
}

const Matrix = ({ of, state }: { of: Chain; state: string | null }) => {
  const words = useWords()
  const nodes = of.nodes.filter((node) => node.state !== null && (!state || node.state === state))
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={words.what.tabs.coverage}>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{words.what.link}</th>
            <th scope="col">{words.what.product}</th>
            <th scope="col">{words.common.state}</th>
            <th scope="col">{words.what.local}</th>
            <th scope="col">{words.what.city}</th>
            <th scope="col">{words.what.outside}</th>
          </tr>
        </thead>
        <tbody>
          {byLink(nodes).map(([link, parts]) =>
            parts.map((node, at) => (
              <tr key={node.id} className={at === 0 ? 'first' : ''}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={parts.length}>
                    {link}
                  </th>
                )}
                <td>
                  <Link className="plain" to={chainPath(node.chain, node.id)}>
                    {node.product}
                  </Link>{' '}
                  {node.critical && <span className="tag strong">{words.what.critical}</span>}
                </td>
                <td className="nowrap">
                  <ChainState of={node.state} words={words.what.chainStates} />
                  <Cite mark={node.mark} of={node.product} />
                </td>
                <td>
                  <Firms of={node.firms.local} known />
                </td>
                <td>
                  <Firms of={node.firms.city} />
                </td>
                <td>
                  <Firms of={node.firms.outside} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

const Firms = ({ of, known = false }: { of: ChainNode['firms']['local']; known?: boolean }) => (
  <>
    {of.map(({ name, mark }, at) => (
      <span key={name}>
        {at > 0 && '、'}
        {known ? (
          <Link className="plain" to={firmPath(name)}>
            {name}
          </Link>
        ) : (
          name
        )}
        <Cite mark={mark} of={name} />
      </span>
    ))}
  </>
)

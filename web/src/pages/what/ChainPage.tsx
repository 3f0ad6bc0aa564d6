import { useSearchParams } from 'react-router-dom'

import { useChains } from '../../api/queries'
import { useRegion } from '../../parts/region'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { ChainMap } from './ChainMap'
import { ChainSummary } from './ChainSummary'
import { NodeCard } from './NodeCard'
import { WhatTabs } from './tabs'

/** One chain as a map: what it ends in at the left, what it is made of to the right. */
export const ChainPage = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const chains = useChains(useRegion())
  return (
    <>
      <PageHead title={words.what.tabs.map} standfirst={words.what.mapHelp} />
      <WhatTabs />
      <Loaded from={chains} lines={12}>
        {(data) => {
          const chosen = data.chains.find(({ chain }) => chain === search.get('chain')) ?? data.chains[0]
          if (!chosen) return <Empty title={words.what.noChains} help={words.what.noChainsHelp} />
          const node = chosen.nodes.find(({ id }) => id === search.get('node'))
          return (
            <>
              <div className="toolbar">
                <Choice
                  name="chain"
                  label={words.what.chain}
                  options={data.chains.map(({ chain, nodes }) => ({ value: chain, text: chain, count: nodes.length }))}
                />
              </div>
              <div className="chain-layout">
                <ChainMap of={chosen} chosen={node?.id ?? null} />
                <div className="chain-side">
                  {node ? <NodeCard of={node} all={data.chains.flatMap(({ nodes }) => nodes)} /> : <ChainSummary of={chosen} />}
                </div>
              </div>
            </>
          )
        }}
      </Loaded>
    </>
  )
}

import { Link } from 'react-router-dom'

import type { ChainNode } from '../../api/client'
import { Cite } from '../../parts/Cite'
import { ChainState } from '../../parts/ChainGlyph'
import { chainPath, firmPath } from '../../parts/paths'
import { useWords } from '../../words'

type Firms = ChainNode['firms']['local']

/** One node: who makes it here, in the city, elsewhere; what it feeds and what feeds it. */
export const NodeCard = ({ of, all }: { of: ChainNode; all: ChainNode[] }) => {
  const words = useWords()
  const places = ['local', 'city', 'outside'] as const
  return (
    <section className="block">
      <p className="quiet small">
        {of.chain}　{of.link}
      </p>
      <h2>
        {of.product} <ChainState of={of.state} words={words.what.chainStates} />
        <Cite mark={of.mark} of={of.product} />
      </h2>
      <p>
        {of.critical && <span className="tag strong">{words.what.critical}</span>}{' '}
        {of.state && <span className="tag">{of.given ? words.what.byTable : words.what.byThreshold}</span>}{' '}
        {of.industry_code && (
          <span className="tag">
            {words.what.industryCode} {of.industry_code}
          </span>
        )}
      </p>
      {of.reason && <p>{of.reason}</p>}
      {of.score !== null && (
        <p>
          <Link to={`/what?gap=${encodeURIComponent(of.id)}&chain=${encodeURIComponent(of.chain)}`}>
            {words.what.score} {Number(of.score.toFixed(2))}
          </Link>
        </p>
      )}
      {places.map((place) => (
        <FirmList key={place} title={words.what[place]} firms={of.firms[place]} known={place === 'local'} />
      ))}
      <Neighbours title={words.what.downstream} ids={of.downstream} all={all} from={of.chain} />
      <Neighbours title={words.what.upstream} ids={of.upstream} all={all} from={of.chain} />
    </section>
  )
}

const FirmList = ({ title, firms, known }: { title: string; firms: Firms; known: boolean }) => {
  const words = useWords()
  return (
    <>
      <h3 className="card-heading">{title}</h3>
      {firms.length === 0 ? (
        <p className="quiet">{words.what.noFirms}</p>
      ) : (
        <ul>
          {firms.map(({ name, mark }) => (
            <li key={name}>
              {known ? <Link to={firmPath(name)}>{name}</Link> : name}
              <Cite mark={mark} of={name} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface NeighboursProps {
  title: string
  ids: string[]
  /** Of all chains: a part may feed another chain. */
  all: ChainNode[]
  from: string
}

const Neighbours = ({ title, ids, all, from }: NeighboursProps) => {
  const words = useWords()
  const nodes = ids.flatMap((id) => all.find((node) => node.id === id) ?? [])
  if (nodes.length === 0) return null
  return (
    <>
      <h3 className="card-heading">{title}</h3>
      <ul>
        {nodes.map((node) => (
          <li key={node.id}>
            <Link className="plain" to={chainPath(node.chain, node.id)}>
              {node.product}
            </Link>{' '}
            <ChainState of={node.state} words={words.what.chainStates} />
            {node.chain !== from && <span className="quiet small"> {node.chain}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

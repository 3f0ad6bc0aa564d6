import { useMemo } from 'react'

import type { Answer, Item } from '../../api/client'
import { Figure } from '../../parts/Figure'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { useWords } from '../../words'
import { band, categories, values } from './chartParts'
import { figureOf, indicators, ofState } from './outlook'

/** All projects by year, by cluster and by park: what may happen, success and ramp-up counted. */
export const Plan = ({ of }: { of: Answer }) => {
  const words = useWords()
  const years = ofState(of, 'plan_year')
  return (
    <>
      {years.length > 0 && <Years of={years} />}
      <Rows title={words.effect.clusters} of={ofState(of, 'cluster')} />
      <Rows title={words.effect.carbon} of={ofState(of, 'park_carbon')} />
      <Rows title={words.effect.claims} of={ofState(of, 'claim')} />
    </>
  )
}

const Years = ({ of }: { of: Item[] }) => {
  const words = useWords()
  const option = useMemo(() => optionOf(of), [of])
  return (
    <section className="block">
      <h2>{words.effect.plan}</h2>
      {option && <Chart option={option} height={210} label={words.effect.planChart} />}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.effect.plan}>
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">{words.effect.year}</th>
              {indicators.map((name) => (
                <th key={name} scope="col" className="number">
                  {words.effect.indicators[name]}
                </th>
              ))}
              <th scope="col" className="number">
                {words.effect.chain}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.map((item) => (
              <tr key={item.id}>
                <th scope="row">{item.id.slice('plan/'.length)}</th>
                {[...indicators.map((name) => figureOf(item, 'direct', name)), item.figures['chain_net_增加值']].map(
                  (figure, at) => (
                    <td key={at} className="number">
                      {figure && <Figure of={figure} stacked />}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const optionOf = (of: Item[]) => {
  const path = of.flatMap((item) => figureOf(item, 'direct', '产值') ?? [])
  if (path.length !== of.length) return null
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: { ...categories(of.map(({ id }) => id.slice('plan/'.length))), boundaryGap: false },
    yAxis: values(),
    series: band({
      low: path.map(({ range, value }) => range?.[0] ?? value),
      middle: path.map(({ value }) => value),
      high: path.map(({ range, value }) => range?.[1] ?? value),
    }),
  }
}

const Rows = ({ title, of }: { title: string; of: Item[] }) => {
  if (of.length === 0) return null
  return (
    <section className="block">
      <h2>{title}</h2>
      <ul className="rows">
        {of.map((item) => (
          <li key={item.id}>
            <h3>
              <Sentence of={item.title} />
            </h3>
            {item.lines.map((line, at) => (
              <p key={at}>
                <Sentence of={line} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useMemo } from 'react'

import type { Answer, Item } from '../../api/client'
import { unitOf } from '../../parts/figures'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { useWords } from '../../words'
import { band, categories, values } from './chartParts'
import { FigureTable } from './FigureTable'
import { figureOf, indicators, ofState } from './outlook'

/** All projects by year, by cluster and by park: what may happen, success and ramp-up counted. */
export const Plan = ({ of }: { of: Answer }) => (
  <>
    <Years of={ofState(of, 'plan_year')} />
    <Clusters of={ofState(of, 'cluster')} />
    <Carbon of={ofState(of, 'park_carbon')} />
    <Claims of={ofState(of, 'claim')} />
  </>
)

// Ids are "plan/2027", "cluster/氢能", "carbon/西彭园区".
const nameOf = ({ id }: Item): string => id.slice(id.indexOf('/') + 1)

const Years = ({ of }: { of: Item[] }) => {
  const words = useWords()
  const option = useMemo(() => optionOf(of), [of])
  if (of.length === 0) return null
  return (
    <section className="block">
      <h2>{words.effect.plan}</h2>
      {option && <Chart option={option} height={210} label={words.effect.planChart} />}
      <FigureTable
        label={words.effect.plan}
        head={[words.effect.year, ...indicators.map((name) => words.effect.indicators[name]), words.effect.chain]}
        rows={of.map((item) => ({
          id: item.id,
          name: nameOf(item),
          figures: [...indicators.map((name) => figureOf(item, 'direct', name)), item.figures['chain_net_增加值']],
        }))}
      />
    </section>
  )
}

const optionOf = (of: Item[]) => {
  const path = of.flatMap((item) => figureOf(item, 'direct', '产值') ?? [])
  if (path.length === 0 || path.length !== of.length) return null
  return {
    grid: { left: 4, right: 18, top: 12, bottom: 4, containLabel: true },
    xAxis: { ...categories(of.map(nameOf)), boundaryGap: false },
    yAxis: values(),
    series: band({
      low: path.map(({ range, value }) => range?.[0] ?? value),
      middle: path.map(({ value }) => value),
      high: path.map(({ range, value }) => range?.[1] ?? value),
    }),
  }
}

const Clusters = ({ of }: { of: Item[] }) => {
  const words = useWords()
  if (of.length === 0) return null
  const year = of.flatMap(({ figures }) => figures['gross_产值']?.period ?? [])[0] ?? ''
  return (
    <section className="block">
      <h2>{words.effect.clusters}</h2>
      <FigureTable
        label={words.effect.clusters}
        head={[words.effect.cluster, words.effect.gross(year), words.effect.netOf(year)]}
        rows={of.map((item) => ({
          id: item.id,
          name: nameOf(item) || words.effect.allClusters,
          figures: [figureOf(item, 'gross', '产值'), figureOf(item, 'net', '产值')],
        }))}
      />
    </section>
  )
}

const Carbon = ({ of }: { of: Item[] }) => {
  const words = useWords()
  if (of.length === 0) return null
  const years = [...new Set(of.flatMap(({ figures }) => Object.keys(figures)))].filter((key) => /^\d{4}$/.test(key)).sort()
  // One unit for all, or each cell with its own.
  const all = of.flatMap(({ figures }) => years.flatMap((year) => figures[year] ?? []))
  const units = new Set(all.map((figure) => unitOf(figure.words, figure.range != null)))
  const unit = units.size === 1 ? ([...units][0] ?? '') : ''
  // The first line of each tells the years, which the table shows.
  const said = [...new Map(of.flatMap(({ lines }) => lines.slice(1)).map((line) => [line.text, line])).values()]
  return (
    <section className="block">
      <h2>
        {words.effect.carbon}
        {unit && `（${unit}）`}
      </h2>
      <FigureTable
        label={words.effect.carbon}
        head={[words.where.park, ...years]}
        unit={unit}
        rows={of.map((item) => ({ id: item.id, name: nameOf(item), figures: years.map((year) => item.figures[year]) }))}
      />
      {said.map((line, at) => (
        <p key={at} className="quiet small">
          <Sentence of={line} />
        </p>
      ))}
    </section>
  )
}

const Claims = ({ of }: { of: Item[] }) => {
  const words = useWords()
  if (of.length === 0) return null
  return (
    <section className="block">
      <h2>{words.effect.claims}</h2>
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

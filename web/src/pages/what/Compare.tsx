import { Link, useSearchParams } from 'react-router-dom'

import type { Item } from '../../api/client'
import { useAnswer } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { ChainState } from '../../parts/ChainGlyph'
import { Figure } from '../../parts/Figure'
import { chainPath } from '../../parts/paths'
import { useRegion } from '../../parts/region'
import { Choice } from '../../ui/Choice'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { axes, axesOf, scatterOf, type Axis, type Dot, type Scatter } from './scatter'
import { WhatTabs } from './tabs'

/** Gaps side by side: worth against reach, or against what they take; those that none beats are filled. */
export const Compare = () => {
  const words = useWords()
  const answer = useAnswer('what', useRegion())
  return (
    <>
      <PageHead title={words.what.tabs.compare} standfirst={words.what.compareHelp} />
      <WhatTabs />
      <Loaded from={answer} lines={12}>
        {({ items }) => {
          const known = axesOf(items)
          return known.length < 2 ? (
            <Empty title={words.what.noCompare} help={words.what.noCompareHelp} />
          ) : (
            <Chart items={items} known={known} />
          )
        }}
      </Loaded>
    </>
  )
}

const Chart = ({ items, known }: { items: Item[]; known: Axis[] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const axis = (name: string, fallback: number): Axis =>
    known.find((one) => one === search.get(name)) ?? known[fallback] ?? 'worth'
  const x = axis('x', 0)
  const y = axis('y', 1)
  const scatter = scatterOf(items, x, y)
  const chosen = items.find(({ id }) => id === search.get('gap'))
  const options = axes.filter((one) => known.includes(one)).map((value) => ({ value, text: words.what.axes[value] }))
  const front = items.filter(({ figures }) => figures.front?.value === 1)
  return (
    <>
      <div className="toolbar">
        <span className="quiet small">{words.what.across}</span>
        <Choice name="x" label={words.what.across} options={options} />
        <span className="quiet small">{words.what.up}</span>
        {/* The first choice of a Choice is the default: here it is the second axis. */}
        <Choice name="y" label={words.what.up} options={[...options.slice(1), ...options.slice(0, 1)]} />
      </div>
      <div className="chain-layout">
        <div>
          <Plot of={scatter} x={words.what.axes[x]} y={words.what.axes[y]} chosen={chosen?.id ?? null} />
          {scatter.without > 0 && <p className="quiet small">{words.what.notDrawn(scatter.without)}</p>}
        </div>
        <div className="chain-side">
          {chosen && <Numbers of={chosen} />}
          <section className="block">
            <h2>{words.what.front}</h2>
            <ol className="rows tight">
              {front.map((item) => (
                <li key={item.id}>
                  <Link to={{ search: withParameter(search, 'gap', item.id) }} preventScrollReset>
                    {item.id.split('/').at(-1)}
                  </Link>{' '}
                  <span className="quiet">{item.id.split('/')[0]}</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </>
  )
}

const Numbers = ({ of }: { of: Item }) => {
  const words = useWords()
  const chain = of.id.split('/')[0] ?? ''
  return (
    <section className="block">
      <h2>
        <Link className="plain" to={chainPath(chain, of.id)}>
          {of.id.split('/').at(-1)}
        </Link>{' '}
        <ChainState of={(of.state ?? null) as never} words={words.what.chainStates} />
      </h2>
      <table className="plain-table">
        <tbody>
          {axes.map((axis) => {
            const figure = of.figures[axis]
            return (
              <tr key={axis}>
                <th scope="row">{words.what.axes[axis]}</th>
                <td className="number">{figure ? <Figure of={figure} brief /> : <span className="quiet">{words.what.unknown}</span>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

// The drawing is scaled to the page: on a phone it is drawn small, so that its words stay readable.
const narrow = matchMedia('(max-width: 600px)').matches
const width = narrow ? 380 : 640
const height = narrow ? 340 : 420
const left = 56
const bottom = 40
const top = 14
const right = 16

const Plot = ({ of, x, y, chosen }: { of: Scatter; x: string; y: string; chosen: string | null }) => {
  const [search] = useSearchParams()
  const across = (value: number) => left + (of.most.x > 0 ? value / of.most.x : 0) * (width - left - right)
  const up = (value: number) => height - bottom - (of.most.y > 0 ? value / of.most.y : 0) * (height - bottom - top)
  // The chosen dot and the front are drawn last, above the rest.
  const weight = (dot: Dot) => (dot.id === chosen ? 2 : dot.front ? 1 : 0)
  return (
    <svg className="scatter" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={`${x} × ${y}`}>
      {[0, 0.5, 1].map((share) => (
        <g key={share} className="scatter-grid">
          <path d={`M${left} ${up(share * of.most.y)} H${width - right} M${across(share * of.most.x)} ${top} V${height - bottom}`} />
          <text x={left - 6} y={up(share * of.most.y) + 4} textAnchor="end">
            {Number((share * of.most.y).toPrecision(3))}
          </text>
          <text x={across(share * of.most.x)} y={height - bottom + 16} textAnchor="middle">
            {Number((share * of.most.x).toPrecision(3))}
          </text>
        </g>
      ))}
      <text className="scatter-name" x={width - right} y={height - 6} textAnchor="end">
        {x}
      </text>
      <text className="scatter-name" x={left - 50} y={top}>
        {y}
      </text>
      {[...of.dots]
        .sort((a, b) => weight(a) - weight(b))
        .map((dot) => (
          <Link
            key={dot.id}
            to={{ search: withParameter(search, 'gap', dot.id === chosen ? null : dot.id) }}
            aria-label={`${dot.rank} ${dot.name} ${x} ${Number(dot.x.toPrecision(3))} ${y} ${Number(dot.y.toPrecision(3))}`}
            aria-current={dot.id === chosen ? 'true' : undefined}
            className={`scatter-dot${dot.front ? ' front' : ''}${dot.id === chosen ? ' chosen' : ''}`}
            preventScrollReset
          >
            <title>{dot.name}</title>
            <circle cx={across(dot.x)} cy={up(dot.y)} r={dot.id === chosen ? 7 : 5} />
            {(dot.front || dot.id === chosen) && (
              <Name of={dot.name} x={across(dot.x)} y={up(dot.y)} />
            )}
          </Link>
        ))}
    </svg>
  )
}

/** Beside its dot, on the side where there is room. */
const Name = ({ of, x, y }: { of: string; x: number; y: number }) => {
  const inner = x > width * 0.66
  return (
    <text x={inner ? x - 9 : x + 9} y={y - 6} textAnchor={inner ? 'end' : 'start'}>
      {of}
    </text>
  )
}

import { useMemo } from 'react'

import { colour } from '../../app/theme'
import type { Item } from '../../api/client'
import { useProjectEffect } from '../../api/queries'
import { short } from '../../parts/figures'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { Loaded } from '../../ui/states'
import { useWords, type Words } from '../../words'
import { band, categories, values } from './chartParts'
import { family, figureOf } from './outlook'

/** One project: its lines, what its effect is made of, how it grows, whom it buys from. */
export const ProjectDetail = ({ of }: { of: Item }) => (
  <Loaded from={useProjectEffect(of.id, useRegion())} lines={6}>
    {(answer) => {
      const item = answer.items.find(({ id }) => id === of.id) ?? of
      return (
        <>
          {item.lines.map((line, at) => (
            <p key={at}>
              <Sentence of={line} />
            </p>
          ))}
          <Charts of={item} />
        </>
      )
    }}
  </Loaded>
)

const Charts = ({ of }: { of: Item }) => {
  const words = useWords()
  const parts = useMemo(() => partsOption(of, words), [of, words])
  const ramp = useMemo(() => rampOption(of), [of])
  const flows = useMemo(() => flowsOption(of), [of])
  return (
    <>
      {parts && (
        <figure>
          <figcaption>{words.effect.parts}</figcaption>
          <Chart option={parts} height={220} label={`${of.id}：${words.effect.parts}`} />
        </figure>
      )}
      {ramp && (
        <figure>
          <figcaption>{words.effect.ramp}</figcaption>
          <Chart option={ramp} height={190} label={`${of.id}：${words.effect.ramp}`} />
        </figure>
      )}
      {flows && (
        <figure>
          <figcaption>{words.effect.flows}</figcaption>
          <Chart option={flows} height={260} label={`${of.id}：${words.effect.flows}`} />
        </figure>
      )}
    </>
  )
}

const plain = '#8f887c'

// Value added: the one account that adds up without counting twice. The total is the server's, direct
// and suppliers; what firms here lose and what households spend stand beside it, not in it.
const partsOption = (of: Item, words: Words) => {
  const [direct, indirect, total, net, induced] = (['direct', 'indirect', 'total', 'net', 'induced'] as const).map(
    (part) => figureOf(of, part, '增加值')?.value,
  )
  if (!direct || !indirect || !total) return null
  const lost = net === undefined ? 0 : direct - net
  const bars = [
    { name: words.effect.direct, from: 0, size: direct, ink: plain },
    { name: words.effect.indirect, from: direct, size: indirect, ink: plain },
    { name: words.effect.total, from: 0, size: total, ink: colour.ink },
    ...(lost > 0 ? [{ name: words.effect.net, from: total - lost, size: lost, ink: colour.accent }] : []),
    ...(induced ? [{ name: words.effect.induced, from: total, size: induced, ink: colour.ruleStrong }] : []),
  ]
  return {
    grid: { left: 4, right: 12, top: 22, bottom: 4, containLabel: true },
    xAxis: { ...categories(bars.map(({ name }) => name)), axisLabel: { interval: 0, color: colour.quiet, fontSize: 11, width: 110, overflow: 'break' } },
    yAxis: values(),
    series: [
      { type: 'bar', stack: 'parts', data: bars.map(({ from }) => from), itemStyle: { color: 'transparent' }, silent: true },
      {
        type: 'bar',
        stack: 'parts',
        data: bars.map(({ size, ink }) => ({ value: size, itemStyle: { color: ink } })),
        label: { show: true, position: 'top', formatter: ({ value }: { value: number }) => short(value), color: colour.ink, fontSize: 11 },
      },
    ],
  }
}

const percent = (value: number): string => `${value}%`

const rampOption = (of: Item) => {
  const path = family(of, 'ramp')
  if (path.length === 0) return null
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: { ...categories(path.map(([name]) => name)), boundaryGap: false },
    yAxis: { ...values(percent), max: 100, interval: 25 },
    series: band({
      low: path.map(([, { range, value }]) => range?.[0] ?? value),
      middle: path.map(([, { value }]) => value),
      high: path.map(([, { range, value }]) => range?.[1] ?? value),
    }),
  }
}

const flowsOption = (of: Item) => {
  const flows = family(of, 'flow').filter(([, { value }]) => value > 0)
  if (flows.length === 0) return null
  // A supplier may bear the project's own name: nodes are told apart by a mark that is not shown.
  const own = `→${of.id}`
  const shown = ({ name }: { name: string }) => name.replace(/^→/, '')
  return {
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 150,
        top: 8,
        bottom: 8,
        draggable: false,
        nodeGap: 8,
        data: [own, ...flows.map(([name]) => name)].map((name) => ({ name, itemStyle: { color: name === own ? colour.ink : plain } })),
        links: flows.map(([name, { value }]) => ({ source: own, target: name, value })),
        label: { formatter: shown, color: colour.ink, fontSize: 11, width: 140, overflow: 'break' },
        lineStyle: { color: colour.ruleStrong, opacity: 0.5 },
      },
    ],
    tooltip: {
      trigger: 'item',
      formatter: ({ data, name, value }: { data: { target?: string }; name: string; value: number }) =>
        `${data.target ?? name.replace(/^→/, '')}\n${short(value)}`,
    },
  }
}

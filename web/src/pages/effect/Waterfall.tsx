import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

import { colour } from '../../app/theme'
import type { Answer } from '../../api/client'
import { short } from '../../parts/figures'
import { Chart } from '../../ui/Chart'
import { Choice } from '../../ui/Choice'
import { useWords, type Words } from '../../words'
import { indicators, stepsOf, type Indicator, type Step } from './outlook'

// Bars; the rest stand together in one.
const most = matchMedia('(max-width: 600px)').matches ? 5 : 12

/** How the total is made of the projects, each bar standing on the one before. */
export const Waterfall = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const chosen: Indicator = indicators.find((name) => name === search.get('indicator')) ?? indicators[0]
  const option = useMemo(() => optionOf(stepsOf(of, 'direct', chosen), totalOf(of, chosen), words), [of, chosen, words])
  return (
    <figure className="waterfall">
      <div className="toolbar">
        <figcaption>{words.effect.waterfall}</figcaption>
        <Choice
          name="indicator"
          label={words.effect.chooseIndicator}
          options={indicators.map((name, at) => ({ value: at === 0 ? '' : name, text: words.effect.indicators[name] }))}
        />
      </div>
      <Chart option={option} height={300} label={`${words.effect.indicators[chosen]}：${words.effect.waterfall}`} />
    </figure>
  )
}

// The answer's own total: rounded as its range allows, where a sum of the bars would claim more.
const totalOf = (of: Answer, indicator: Indicator): number | undefined =>
  of.notes.flatMap(({ figures }) => figures).find((figure) => figure.indicator.endsWith(`直接${indicator}`))?.value

const gathered = (steps: Step[], words: Words): Array<{ name: string; value: number }> => {
  if (steps.length <= most) return steps
  const rest = steps.slice(most - 1)
  const sum = rest.reduce((total, { value }) => total + value, 0)
  return [...steps.slice(0, most - 1), { name: words.effect.rest(rest.length), value: sum }]
}

const optionOf = (steps: Step[], stated: number | undefined, words: Words) => {
  const bars = gathered(steps, words)
  const total = stated ?? bars.reduce((sum, { value }) => sum + value, 0)
  const starts = bars.map((_, at) => bars.slice(0, at).reduce((sum, { value }) => sum + value, 0))
  const all = [...bars, { name: words.effect.sum, value: total }]
  return {
    grid: { left: 4, right: 12, top: 22, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: all.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.ruleStrong } },
      axisLabel: { interval: 0, color: colour.quiet, fontSize: 11, width: 62, overflow: 'break', lineHeight: 14 },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { formatter: short, color: colour.quiet },
      splitLine: { lineStyle: { color: colour.rule } },
    },
    tooltip: {
      trigger: 'item',
      formatter: ({ name, dataIndex }: { name: string; dataIndex: number }) => `${name}\n${short(all[dataIndex]?.value ?? 0)}`,
    },
    series: [
      { type: 'bar', stack: 'steps', data: [...starts, 0], itemStyle: { color: 'transparent' }, silent: true, barCategoryGap: '28%' },
      {
        type: 'bar',
        stack: 'steps',
        data: all.map(({ value }, at) => ({ value, itemStyle: { color: at === bars.length ? colour.ink : '#8f887c' } })),
        label: { show: true, position: 'top', formatter: ({ value }: { value: number }) => short(value), color: colour.ink, fontSize: 11 },
      },
    ],
  }
}

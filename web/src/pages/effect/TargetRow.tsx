import { useMemo } from 'react'

import { colour } from '../../app/theme'
import type { Item } from '../../api/client'
import { short } from '../../parts/figures'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { useWords, type Words } from '../../words'
import { fanOf, outlookOf, type Fan, type Outlook } from './outlook'

/** A dated target: what is known, the growth it needs, and how likely it is. */
export const TargetRow = ({ of }: { of: Item }) => {
  const words = useWords()
  const outlook = outlookOf(of)
  return (
    <li>
      <h3>
        <Sentence of={of.title} />
        {of.state === 'no_level' && <span className="tag target-tag">{words.effect.noLevel}</span>}
      </h3>
      {of.lines.map((line, at) => (
        <p key={at}>
          <Sentence of={line} />
        </p>
      ))}
      {outlook && <FanChart of={outlook} title={of.title.text} />}
    </li>
  )
}

const FanChart = ({ of, title }: { of: Outlook; title: string }) => {
  const words = useWords()
  const option = useMemo(() => optionOf(fanOf(of), words), [of, words])
  return <Chart option={option} height={210} label={`${title}：${words.effect.fan}`} />
}

// The band is the lower edge, drawn without ink, and the height of the range stacked on it.
const optionOf = ({ years, low, middle, high, target }: Fan, words: Words) => ({
  grid: { left: 8, right: 58, top: 14, bottom: 4, containLabel: true },
  xAxis: { type: 'category', data: years.map(String), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: colour.ruleStrong } } },
  yAxis: {
    type: 'value',
    scale: true,
    splitNumber: 3,
    axisLabel: { formatter: short, color: colour.quiet },
    splitLine: { lineStyle: { color: colour.rule } },
  },
  tooltip: {
    trigger: 'axis',
    formatter: (points: Array<{ dataIndex: number }>) => {
      const at = points[0]?.dataIndex ?? 0
      const [from, to, most] = [low[at] ?? 0, middle[at] ?? 0, high[at] ?? 0]
      return `${years[at]}\n${short(to)}（${short(from)}—${short(most)}）\n${words.effect.target} ${short(target)}`
    },
  },
  series: [
    { type: 'line', data: low, stack: 'range', symbol: 'none', lineStyle: { opacity: 0 }, silent: true },
    {
      type: 'line',
      data: high.map((value, at) => value - (low[at] ?? 0)),
      stack: 'range',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      areaStyle: { color: colour.rule, opacity: 0.9 },
      silent: true,
    },
    {
      type: 'line',
      data: middle,
      symbol: 'circle',
      symbolSize: 5,
      itemStyle: { color: colour.ink },
      lineStyle: { color: colour.ink, width: 1.6 },
      endLabel: { show: true, formatter: words.effect.level, color: colour.ink },
    },
    {
      type: 'line',
      data: years.map(() => target),
      symbol: 'none',
      lineStyle: { color: colour.accent, width: 1.4, type: 'dashed' },
      endLabel: { show: true, formatter: words.effect.target, color: colour.accent },
      silent: true,
    },
  ],
})

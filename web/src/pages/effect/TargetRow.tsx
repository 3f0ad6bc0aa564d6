import { useMemo } from 'react'

import { colour } from '../../app/theme'
import type { Item } from '../../api/client'
import { short } from '../../parts/figures'
import { Sentence } from '../../parts/Sentence'
import { Chart } from '../../ui/Chart'
import { useWords, type Words } from '../../words'
import { band, categories, values } from './chartParts'
import { fanOf, type Fan } from './outlook'

/** A dated target: what is known, the growth it needs, and how likely it is. */
export const TargetRow = ({ of }: { of: Item }) => {
  const words = useWords()
  const fan = useMemo(() => fanOf(of), [of])
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
      {fan && <FanChart of={fan} title={of.title.text} />}
    </li>
  )
}

const FanChart = ({ of, title }: { of: Fan; title: string }) => {
  const words = useWords()
  const option = useMemo(() => optionOf(of, words), [of, words])
  return <Chart option={option} height={210} label={`${title}：${words.effect.fan}`} />
}

const optionOf = ({ years, low, middle, high, target }: Fan, words: Words) => ({
  grid: { left: 8, right: 58, top: 14, bottom: 4, containLabel: true },
  xAxis: { ...categories(years.map(String)), boundaryGap: false },
  yAxis: { ...values(), scale: true, splitNumber: 3 },
  tooltip: {
    trigger: 'axis',
    formatter: (points: Array<{ dataIndex: number }>) => {
      const at = points[0]?.dataIndex ?? 0
      const [from, to, most] = [low[at] ?? 0, middle[at] ?? 0, high[at] ?? 0]
      return `${years[at]}\n${short(to)}（${short(from)}—${short(most)}）\n${words.effect.target} ${short(target)}`
    },
  },
  series: [
    ...band({ low, middle, high }, words.effect.level),
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

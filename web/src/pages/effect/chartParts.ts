import { colour } from '../../app/theme'
import { short } from '../../parts/figures'

export const categories = (data: string[]) => ({
  type: 'category',
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colour.ruleStrong } },
  axisLabel: { color: colour.quiet, fontSize: 11 },
})

export const values = (formatter: (value: number) => string = short) => ({
  type: 'value',
  splitNumber: 4,
  axisLabel: { formatter, color: colour.quiet },
  splitLine: { lineStyle: { color: colour.rule } },
})

interface Band {
  low: number[]
  middle: number[]
  high: number[]
}

/** The band is the lower edge, drawn without ink, and the height of the range stacked on it. */
export const band = ({ low, middle, high }: Band, label?: string) => [
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
    ...(label ? { endLabel: { show: true, formatter: label, color: colour.ink } } : {}),
  },
]

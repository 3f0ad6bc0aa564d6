import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef } from 'react'

import { colour, sans } from '../app/theme'
import { echarts } from './echarts'

interface Props {
  option: EChartsCoreOption
  height: number
  /** What the chart shows, for those who hear the page; its numbers stand in text beside it. */
  label: string
  onClick?: (what: { seriesName?: string; name: string; data: unknown }) => void
}

/** Texts in charts are drawn, never HTML: a name out of a ledger cannot become markup. */
const base: EChartsCoreOption = {
  animation: false,
  textStyle: { fontFamily: sans, color: colour.ink, fontSize: 12 },
  tooltip: {
    renderMode: 'richText',
    backgroundColor: colour.sheet,
    borderColor: colour.ruleStrong,
    borderWidth: 1,
    textStyle: { color: colour.ink, fontSize: 12 },
    confine: true,
  },
}

export const Chart = ({ option, height, label, onClick }: Props) => {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<echarts.ECharts | null>(null)
  const clicked = useRef(onClick)
  clicked.current = onClick

  useEffect(() => {
    if (!place.current) return
    const own = echarts.init(place.current, null, { renderer: 'svg' })
    chart.current = own
    own.on('click', (event) => clicked.current?.(event as never))
    // A page that goes away shrinks to nothing first; a map cannot be laid out in nothing.
    const follow = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) own.resize()
    })
    follow.observe(place.current)
    return () => {
      follow.disconnect()
      own.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption({ ...base, ...option, tooltip: { ...(base.tooltip as object), ...(option.tooltip as object) } }, true)
  }, [option])

  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={label} />
}

// Only what the charts of these pages use; it loads with the first page that has one.
import { BarChart, CustomChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GeoComponent, GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([
  AriaComponent, BarChart, CustomChart, GeoComponent, GridComponent, LineChart, SankeyChart, ScatterChart, SVGRenderer, TooltipComponent,
])

export { echarts }

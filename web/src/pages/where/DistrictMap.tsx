import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

import { colour } from '../../app/theme'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/queries'
import { day } from '../../parts/time'
import { Chart } from '../../ui/Chart'
import { Loaded } from '../../ui/states'
import { useWords, type Words } from '../../words'
import { ownBoundaries, publicBoundaries, type Boundaries } from './boundaries'
import { BoundaryForm } from './BoundaryForm'

type Map = Schemas['Map']
type Feature = Map['places']['features'][number]

const symbols: Record<string, string> = { parks: 'circle', plots: 'rect', factories: 'triangle', projects: 'diamond' }

const position = ({ geometry }: Feature): unknown => (geometry as { coordinates?: unknown }).coordinates

const optionOf = (of: Map, { map, box, home }: Boundaries, words: Words) => {
  const kinds = [...new Set(of.places.features.map(({ properties }) => properties.kind))]
  return {
    geo: {
      map,
      boundingCoords: box,
      roam: true,
      scaleLimit: { min: 0.5, max: 30 },
      itemStyle: { areaColor: colour.tint, borderColor: colour.ruleStrong, borderWidth: 0.8 },
      label: { show: false },
      emphasis: { itemStyle: { areaColor: colour.rule }, label: { show: true, color: colour.ink } },
      tooltip: { show: false },
      regions: home
        ? [
            {
              name: home,
              itemStyle: { areaColor: colour.accentTint, borderColor: colour.accent, borderWidth: 1.4 },
              label: { show: true, color: colour.accent, fontSize: 13 },
            },
          ]
        : [],
    },
    tooltip: { trigger: 'item' },
    series: kinds.map((kind) => ({
      type: 'scatter',
      name: words.where.kinds[kind] ?? kind,
      coordinateSystem: 'geo',
      symbol: symbols[kind] ?? 'pin',
      symbolSize: kind === 'parks' ? 13 : 9,
      itemStyle: { color: kind === 'parks' ? colour.ink : colour.sheet, borderColor: colour.ink, borderWidth: 1.4 },
      label: { show: kind === 'parks', position: 'right', formatter: '{b}', color: colour.ink, fontSize: 12 },
      labelLayout: { hideOverlap: true },
      data: of.places.features
        .filter(({ properties }) => properties.kind === kind)
        .map((feature) => ({
          name: feature.properties.name,
          value: position(feature),
          mark: feature.properties.mark,
          park: kind === 'parks' ? feature.properties.name : feature.properties.park,
        })),
    })),
  }
}

/** The district, its places by their coordinates, and where the boundaries come from. */
export const DistrictMap = ({ of, region }: { of: Map; region: string }) => {
  const words = useWords()
  const may = useMay()
  const boundaries = useQuery({
    queryKey: ['ledger', 'boundaries', region, of.boundary?.loaded_at],
    queryFn: async () => (of.boundary ? ownBoundaries(of.boundary, region) : publicBoundaries(region)),
    staleTime: Infinity,
    enabled: region !== '',
  })
  return (
    <div>
      <Loaded from={boundaries} lines={8}>
        {(data) => <Drawn of={of} on={data} region={region} />}
      </Loaded>
      <p className="quiet small">
        {of.boundary
          ? words.where.mapOwn(of.boundary.origin, of.boundary.loaded_by, day(of.boundary.loaded_at))
          : words.where.mapDefault}
      </p>
      {may('put_boundary') && <BoundaryForm />}
    </div>
  )
}

const Drawn = ({ of, on, region }: { of: Map; on: Boundaries; region: string }) => {
  const words = useWords()
  const [, setSearch] = useSearchParams()
  const option = useMemo(() => optionOf(of, on, words), [of, on, words])
  const open = ({ data }: { data: unknown }) => {
    const { park } = (data ?? {}) as { park?: string | null }
    if (!park) return
    setSearch(
      (now) => {
        now.set('park', park)
        return now
      },
      { preventScrollReset: true },
    )
  }
  return (
    <>
      {on.home === null && <p className="notice calm">{words.where.regionNotOnMap(region)}</p>}
      <Chart option={option} height={340} label={words.where.mapLabel(region, of.places.features.length)} onClick={open} />
      {of.places.features.length === 0 && <p className="quiet small">{words.where.noCoordinates}</p>}
    </>
  )
}

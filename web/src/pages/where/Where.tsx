import { lazy, Suspense } from 'react'

import type { Answer, Schemas } from '../../api/client'
import { useAnswer, useMap } from '../../api/queries'
import { Lacks } from '../../parts/AnswerNotes'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { PageHead } from '../../ui/PageHead'
import { Empty, Loaded, Loading } from '../../ui/states'
import { useWords } from '../../words'
import { ParkList } from './ParkList'
import { parksOf } from './plan'
import { PlanList } from './PlanList'
import { Unplaced } from './Unplaced'

const DistrictMap = lazy(() => import('./DistrictMap').then(({ DistrictMap: Map }) => ({ default: Map })))

export const Where = () => {
  const words = useWords()
  const region = useRegion()
  const answer = useAnswer('where', region)
  const map = useMap(region)
  return (
    <>
      <PageHead title={words.sections.where} standfirst={words.where.standfirst} />
      <div className="columns lead ruled">
        <Loaded from={answer} lines={14}>
          {(data) => <Plan of={data} />}
        </Loaded>
        <div>
          <section className="block">
            <h2>{words.where.map}</h2>
            <Loaded from={map} lines={6}>
              {(data) => <MapWithList of={data} region={answer.data?.region ?? ''} />}
            </Loaded>
          </section>
          {answer.data && <ParkList of={parksOf(answer.data)} known={parkNames(map.data)} />}
          {answer.data && answer.data.lacks.length > 0 && <Lacks of={answer.data.lacks} />}
        </div>
      </div>
    </>
  )
}

const parkNames = (map: Schemas['Map'] | undefined): string[] =>
  map
    ? [...map.places.features.map(({ properties }) => properties), ...map.unplaced]
        .filter(({ kind }) => kind === 'parks')
        .map(({ name }) => name)
    : []

const MapWithList = ({ of, region }: { of: Schemas['Map']; region: string }) => (
  <>
    <Suspense fallback={<Loading lines={8} />}>
      <DistrictMap of={of} region={region} />
    </Suspense>
    <Unplaced of={of} />
  </>
)

const Plan = ({ of }: { of: Answer }) => {
  const words = useWords()
  if (of.items.length === 0) {
    return <Empty title={words.states.emptyAnswer} help={of.lacks[0] ?? words.states.emptyAnswerHelp} />
  }
  const [proof, ...prices] = of.notes
  return (
    <div>
      <section className="block">
        <div className="block-head">
          <h2>{words.where.plan}</h2>
        </div>
        {proof && (
          <p className="proof">
            <Sentence of={proof} />
          </p>
        )}
        <PlanList of={of} />
      </section>
      {prices.length > 0 && (
        <section className="block">
          <h2>{words.where.prices}</h2>
          <ul className="rows">
            {prices.map((line, at) => (
              <li key={at}>
                <Sentence of={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

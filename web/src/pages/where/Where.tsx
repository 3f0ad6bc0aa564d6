import { lazy, Suspense } from 'react'

import type { Answer, Schemas } from '../../api/client'
import { useAnswer, useMap, useMay } from '../../api/queries'
import { NoAnswer } from '../../parts/AnswerFrame'
import { Lacks } from '../../parts/AnswerNotes'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { PageHead } from '../../ui/PageHead'
import { Loaded, Loading } from '../../ui/states'
import { useWords } from '../../words'
import { ParkList } from './ParkList'
import { parksOf } from './plan'
import { PlanList } from './PlanList'
import { useTried, useTries } from './tries'
import { Unplaced } from './Unplaced'
import { WhatIf } from './WhatIf'

const DistrictMap = lazy(() => import('./DistrictMap').then(({ DistrictMap: Map }) => ({ default: Map })))

export const Where = () => {
  const words = useWords()
  const region = useRegion()
  const answer = useAnswer('where', region)
  const map = useMap(region)
  const may = useMay()
  const { tries } = useTries()
  const tried = useTried(tries, region)
  const trying = tries.length > 0 && tried.data !== undefined && !tried.error
  return (
    <>
      <PageHead title={words.sections.where} standfirst={words.where.standfirst} />
      <div className="columns lead ruled">
        <Loaded from={answer} lines={14}>
          {(data) => <Plan of={trying ? tried.data : data} trying={trying} />}
        </Loaded>
        <div>
          {answer.data && may('what_if') && (
            <WhatIf standing={answer.data} tried={tried} parks={namesOf(map.data, answer.data)} />
          )}
          <section className="block">
            <h2>{words.where.map}</h2>
            <Loaded from={map} lines={6}>
              {(data) => <MapWithList of={data} region={answer.data?.region ?? ''} />}
            </Loaded>
          </section>
          {answer.data && <ParkList of={parksOf(trying ? tried.data : answer.data)} known={parkNames(map.data)} />}
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

// Parks of the map, and floors of factories where the plan puts somebody.
const namesOf = (map: Schemas['Map'] | undefined, answer: Answer): string[] => [
  ...new Set([...parkNames(map), ...parksOf(answer).flatMap(({ name, projects }) => (projects.length > 0 ? name : []))]),
]

const MapWithList = ({ of, region }: { of: Schemas['Map']; region: string }) => (
  <>
    <Suspense fallback={<Loading lines={8} />}>
      <DistrictMap of={of} region={region} />
    </Suspense>
    <Unplaced of={of} />
  </>
)

const Plan = ({ of, trying }: { of: Answer; trying: boolean }) => {
  const words = useWords()
  if (of.items.length === 0) {
    return <NoAnswer of={of} />
  }
  const [proof, ...more] = of.notes
  return (
    <div>
      <section className="block">
        <div className="block-head">
          <h2>{words.where.plan}</h2>
          {trying && <span className="tag accent">{words.where.trying}</span>}
        </div>
        {proof && (
          <p className="proof">
            <Sentence of={proof} />
          </p>
        )}
        {more.map((line, at) => (
          <p key={at} className="quiet small">
            <Sentence of={line} />
          </p>
        ))}
        <PlanList of={of} />
      </section>
      {(of.sections ?? [])
        .filter(({ name }) => name !== 'moves')
        .map((section) => (
          <section key={section.name} className="block">
            <h2>{section.title}</h2>
            <ul className="rows">
              {section.lines.map((line, at) => (
                <li key={at}>
                  <Sentence of={line} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  )
}

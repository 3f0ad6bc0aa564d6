import type { Answer } from '../../api/client'
import { useAnswer } from '../../api/queries'
import { NoAnswer } from '../../parts/AnswerFrame'
import { Lacks } from '../../parts/AnswerNotes'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { PageHead } from '../../ui/PageHead'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { isProject, isTarget } from './outlook'
import { Plan } from './Plan'
import { ProjectTable } from './ProjectTable'
import { Shock } from './Shock'
import { TargetRow } from './TargetRow'
import { Waterfall } from './Waterfall'

/** What the projects bring, and what the targets still need: ranges, never promises. */
export const Effect = () => {
  const words = useWords()
  const answer = useAnswer('effect', useRegion())
  return (
    <>
      <PageHead title={words.sections.effect} standfirst={words.effect.standfirst} />
      <Loaded from={answer} lines={14}>
        {(data) =>
          data.items.length === 0 ? (
            <NoAnswer of={data} />
          ) : (
            <Answered of={data} />
          )
        }
      </Loaded>
    </>
  )
}

const Answered = ({ of }: { of: Answer }) => {
  const words = useWords()
  const targets = of.items.filter(isTarget)
  const projects = of.items.filter(isProject)
  return (
    <div className="columns lead ruled">
      <div>
        <section className="block">
          <h2>{words.effect.totals}</h2>
          <ul className="rows">
            {of.notes.map((line, at) => (
              <li key={at}>
                <Sentence of={line} />
              </li>
            ))}
          </ul>
          {projects.length > 0 && <Waterfall of={of} />}
        </section>
        <ProjectTable of={projects} />
        <Plan of={of} />
        <Shock />
      </div>
      <div>
        <section className="block">
          <h2>{words.effect.targets}</h2>
          {targets.length === 0 && <p className="quiet">{words.effect.noTargets}</p>}
          <ul className="rows">
            {targets.map((item) => (
              <TargetRow key={item.id} of={item} />
            ))}
          </ul>
        </section>
        {of.lacks.length > 0 && <Lacks of={of.lacks} />}
      </div>
    </div>
  )
}

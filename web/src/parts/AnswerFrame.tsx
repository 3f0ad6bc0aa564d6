import type { ReactNode } from 'react'

import type { Answer, Question } from '../api/client'
import { useAnswer } from '../api/queries'
import { PageHead } from '../ui/PageHead'
import { Empty, Loaded } from '../ui/states'
import { useWords } from '../words'
import { AnswerNotes } from './AnswerNotes'
import { Hint } from './Hint'
import { useRegion } from './region'

interface Props {
  question: Question
  standfirst: string
  tabs: ReactNode
  children: (answer: Answer) => ReactNode
}

/** One answer as a page: its entries on the left, what holds for all of them on the right. */
export const AnswerFrame = ({ question, standfirst, tabs, children }: Props) => {
  const words = useWords()
  return (
    <>
      <PageHead title={words.sections[question]} standfirst={standfirst} />
      {tabs}
      <Loaded from={useAnswer(question, useRegion())} lines={12}>
        {(answer) => (answer.items.length === 0 ? <NoAnswer of={answer} /> : <TwoColumns of={answer}>{children(answer)}</TwoColumns>)}
      </Loaded>
    </>
  )
}

/** An answer without entries says what to load first. */
export const NoAnswer = ({ of }: { of: Answer }) => {
  const words = useWords()
  const [lack] = of.lacks
  return <Empty title={words.states.emptyAnswer} help={lack ? <Hint of={lack} /> : words.states.emptyAnswerHelp} />
}

/** Entries beside the notes and lacks that go with all of them. */
export const TwoColumns = ({ of, children }: { of: Pick<Answer, 'notes' | 'lacks'>; children: ReactNode }) => (
  <div className="columns lead ruled">
    {children}
    <div>
      <AnswerNotes notes={of.notes} lacks={of.lacks} />
    </div>
  </div>
)

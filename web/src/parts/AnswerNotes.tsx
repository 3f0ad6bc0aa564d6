import { useState } from 'react'

import type { Answer, Line } from '../api/client'
import { useWords } from '../words'
import { Hint } from './Hint'
import { Sentence } from './Sentence'

/** What holds for the answer as a whole, and what would make it better. */
export const AnswerNotes = ({ notes, lacks }: { notes: Line[]; lacks: Answer['lacks'] }) => {
  const words = useWords()
  return (
    <>
      {notes.length > 0 && (
        <section className="block">
          <div className="block-head">
            <h2>{words.common.notes}</h2>
          </div>
          <ul className="rows">
            {notes.map((line, at) => (
              <li key={at}>
                <Sentence of={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {lacks.length > 0 && <Lacks of={lacks} />}
    </>
  )
}

const shown = 6

export const Lacks = ({ of }: { of: string[] }) => {
  const words = useWords()
  const [all, setAll] = useState(false)
  return (
    <section className="block">
      <div className="block-head">
        <h2>
          {words.common.lacks}
          <span className="quiet question">{words.common.lacksLead}</span>
        </h2>
      </div>
      <ul className="rows tight">
        {of.slice(0, all ? undefined : shown).map((lack, at) => (
          <li key={at}>
            <Hint of={lack} />
          </li>
        ))}
      </ul>
      {of.length > shown && (
        <button type="button" className="text-button" onClick={() => setAll(!all)}>
          {all ? words.common.less : `${words.common.more} ${words.common.count(of.length - shown)}`}
        </button>
      )}
    </section>
  )
}

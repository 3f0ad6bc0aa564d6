import { useState } from 'react'

import { useSheets } from '../../api/queries'
import { useRegion } from '../../parts/region'
import { Sentence } from '../../parts/Sentence'
import { AnswerNotes } from '../../parts/AnswerNotes'
import { useWords } from '../../words'
import { Row, type Sheet } from './SheetBody'
import { Select, SheetFrame, useQueryOf } from './Sheets'

/** The month: level and growth, who moved it, what to check, and the page of text to copy. */
export const Monthly = () => {
  const words = useWords()
  const query = useQueryOf('month')
  const months = useSheets(useRegion()).data?.months ?? []
  return (
    <SheetFrame
      sheet="monthly"
      query={query}
      title={words.how.sheets.monthly}
      standfirst={words.how.monthlyLead}
      tools={months.length > 0 && <Select name="month" label={words.how.month} options={months} />}
    >
      {(sheet) => <Month of={sheet} />}
    </SheetFrame>
  )
}

const Month = ({ of }: { of: Sheet }) => {
  const text = of.items.find(({ id }) => id === 'text')
  return (
    <div className="columns lead ruled">
      <section className="block">
        <ul className="rows">
          {of.items
            .filter(({ id }) => id !== 'text')
            .map((item) => (
              <Row key={item.id} of={item} whole />
            ))}
        </ul>
      </section>
      <div>
        {text && <Text of={text} />}
        <AnswerNotes notes={of.notes} lacks={of.lacks} />
      </div>
    </div>
  )
}

const Text = ({ of }: { of: Sheet['items'][number] }) => {
  const words = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard
      .writeText(of.lines.map(({ text }) => text).join('\n'))
      .then(() => setCopied(true), () => setCopied(false))
  return (
    <section className="block">
      <div className="block-head">
        <h2>{of.title.text}</h2>
        <button type="button" className="text-button" onClick={copy}>
          {copied ? words.how.copied : words.how.copy}
        </button>
      </div>
      {of.lines.map((line, at) => (
        <p key={at}>
          <Sentence of={line} />
        </p>
      ))}
    </section>
  )
}

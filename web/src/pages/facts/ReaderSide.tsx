import { useEffect, useRef } from 'react'

import { useFacts } from '../../api/queries'
import { Figure } from '../../parts/Figure'
import type { Fact } from '../../parts/segments'
import { FigureList, scopeWords } from '../../parts/sourceParts'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'

interface Props {
  facts: Fact[]
  chosen: number
  choose: (fact: number) => void
}

/** The figures of the document in its order; the chosen one opens to others of its subject. */
export const ReaderSide = ({ facts, chosen, choose }: Props) => {
  const words = useWords()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const fact = facts[chosen]
  return (
    <aside className="reader-side">
      <h2>
        {words.facts.reader.figures} <span className="quiet small">{words.facts.facts(facts.length)}</span>
      </h2>
      <p className="quiet small">{facts.length > 0 ? words.facts.reader.chooseHint : words.facts.reader.none}</p>
      {fact && <Beside of={fact} />}
      <ol ref={list} className="reader-list">
        {facts.map(({ figure, at }, index) => (
          <li key={`${figure.mark}/${at}`} aria-current={index === chosen ? 'true' : undefined}>
            <button type="button" onClick={() => choose(index)}>
              {figure.subject}　{figure.indicator}
              <span className="quiet small">
                {[figure.period ?? '', ...scopeWords(figure, words)].filter(Boolean).map((word) => `　${word}`)}
              </span>
            </button>
            <Figure of={figure} />
          </li>
        ))}
      </ol>
    </aside>
  )
}

const Beside = ({ of: { figure } }: { of: Fact }) => {
  const words = useWords()
  const facts = useFacts({ subject: figure.subject, limit: 30 })
  return (
    <section className="source-block beside">
      <h3>
        {figure.subject}　{words.facts.reader.beside}
      </h3>
      <Loaded from={facts} lines={2}>
        {(data) => <FigureList figures={data.facts.map((one) => one.figure).filter(({ mark }) => mark !== figure.mark)} />}
      </Loaded>
    </section>
  )
}

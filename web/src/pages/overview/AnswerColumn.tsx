import { Link } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { Hint } from '../../parts/Hint'
import { Sentence } from '../../parts/Sentence'
import { useWords } from '../../words'

const shown = 4

/** The head of one answer: its question, its first entries, and what it still lacks. */
export const AnswerColumn = ({ of }: { of: Schemas['Overview']['answers'][number] }) => {
  const words = useWords()
  const { question } = of
  const path = `/${question}`
  const lack = of.lacks[0]
  return (
    <section className="block answer-column">
      <div className="block-head">
        <h2>
          <Link className="plain" to={path}>
            {words.sections[question]}
          </Link>
          <span className="quiet question">{words.questions[question]}</span>
        </h2>
      </div>
      {of.error ? (
        <p className="notice">{of.error}</p>
      ) : of.items.length === 0 ? (
        <p className="quiet">{words.states.emptyAnswer}</p>
      ) : (
        <ol className="rows numbered">
          {of.items.slice(0, shown).map((item) => (
            <li key={item.id}>
              <strong>
                <Sentence of={item.title} />
              </strong>
              {item.lines.slice(0, 1).map((line, at) => (
                <p key={at} className="clamp">
                  <Sentence of={line} brief />
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
      <p className="answer-foot">
        <Link to={path}>{words.common.all(of.total)}</Link>
      </p>
      {lack && (
        <p className="quiet small lack">
          <Hint of={lack} />
        </p>
      )}
    </section>
  )
}

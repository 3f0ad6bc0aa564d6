import type { Figure as Data } from '../api/client'
import { useConflicts, useMay } from '../api/queries'
import { useWords, type Words } from '../words'
import { ConflictText } from './ConflictText'
import { Figure } from './Figure'
import { splitWords } from './figures'
import { useRegion } from './region'

/** 口径 in words: what the figure counts, and of which year and boundary. */
export const scopeWords = (of: Data, words: Words): string[] => {
  const { scope } = of
  return [
    of.kind === 'actual' ? '' : words.figure.kinds[of.kind],
    scope.coverage ? (words.figure.coverages[scope.coverage] ?? scope.coverage) : '',
    scope.stage ? (words.figure.stages[scope.stage] ?? scope.stage) : '',
    scope.measure ? (words.figure.measures[scope.measure] ?? scope.measure) : '',
    scope.boundary ?? '',
  ].filter((word) => word !== '')
}

/** `named`: a heading above has said already what the figure is. */
export const FigureHead = ({ of, named = false }: { of: Data; named?: boolean }) => {
  const words = useWords()
  const scope = scopeWords(of, words)
  const mention = of.unit === 'mention'
  const [main, range] = splitWords(of.words, of.range != null)
  return (
    <div className="source-head">
      {!named && (
        <p className="quiet">
          {of.subject}　{mention ? '' : of.indicator}
        </p>
      )}
      {!mention && (
        <p className="source-value serif">
          {main}
          {range && <span className="source-range">{range}</span>}
        </p>
      )}
      <p className="source-scope">
        <span className={`tag ${of.source === 'assumed' ? 'accent' : 'strong'}`}>{words.source.kinds[of.source]}</span>
        {of.source === 'derived' && of.weakest !== 'derived' && (
          <span className="tag">{words.source.weakest(words.source.kinds[of.weakest])}</span>
        )}
        {of.period && <span className="tag">{of.period}</span>}
        {scope.map((word) => (
          <span key={word} className="tag">
            {word}
          </span>
        ))}
        <code className="quiet small" title={words.source.mark}>
          {of.mark}
        </code>
      </p>
    </div>
  )
}

export const Beside = ({ figures, mark }: { figures: Data[]; mark: string }) => {
  const words = useWords()
  const others = figures.filter((figure) => figure.mark !== mark)
  if (others.length === 0) return null
  return (
    <section className="source-block">
      <h3>{words.source.beside}</h3>
      <FigureList figures={others} />
    </section>
  )
}

/** Figures below each other, each with what tells it from the next. */
export const FigureList = ({ figures }: { figures: Data[] }) => {
  const words = useWords()
  return (
    <ul className="figure-list">
      {figures.map((figure) => (
        <li key={figure.mark}>
          <span className="figure-list-name">
            {figure.subject}　{figure.unit === 'mention' ? '' : figure.indicator}
            <span className="quiet small">
              {[figure.period ?? '', ...scopeWords(figure, words)].filter(Boolean).map((word) => `　${word}`)}
            </span>
          </span>
          <span className="number">
            <Figure of={figure} />
          </span>
        </li>
      ))}
    </ul>
  )
}

export const Disputes = ({ mark }: { mark: string }) => {
  const words = useWords()
  const conflicts = useConflicts(useRegion(), useMay()('conflicts'))
  const own = (conflicts.data?.conflicts ?? []).filter((conflict) =>
    conflict.figures.some((figure) => figure.mark === mark),
  )
  if (own.length === 0) return null
  return (
    <section className="source-block">
      <h3>{words.source.disputes}</h3>
      <ul className="rows">
        {own.map((conflict, at) => (
          <li key={at}>
            <ConflictText of={conflict} />
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useSearchParams } from 'react-router-dom'

import type { Item } from '../../api/client'
import { Figure } from '../../parts/Figure'
import { OpenRow } from '../../parts/OpenRow'
import { Sentence } from '../../parts/Sentence'
import { Choice } from '../../ui/Choice'
import { useWords } from '../../words'
import { figureOf, indicators, layers, type Layer } from './outlook'
import { ProjectDetail } from './ProjectDetail'

export const ProjectTable = ({ of }: { of: Item[] }) => {
  const words = useWords()
  const [search] = useSearchParams()
  const layer: Layer = layers.find((name) => name === search.get('layer')) ?? 'direct'
  if (of.length === 0) return null
  return (
    <section className="block">
      <div className="block-head">
        <h2>{words.effect.projects}</h2>
        <Choice
          name="layer"
          label={words.effect.projects}
          options={layers.map((name, at) => ({ value: at === 0 ? '' : name, text: words.effect[name] }))}
        />
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.effect.projects}>
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">{words.where.project}</th>
              {indicators.map((name) => (
                <th key={name} scope="col" className="number">
                  {words.effect.indicators[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.map((item) => (
              <Project key={item.id} of={item} layer={layer} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Project = ({ of, layer }: { of: Item; layer: Layer }) => {
  const words = useWords()
  const estimated = indicators.some((name) => figureOf(of, layer, name))
  return (
    <OpenRow
      project={of.id}
      title={<Sentence of={of.title} />}
      cells={indicators.length}
      detail={() => <ProjectDetail of={of} />}
    >
      {estimated ? (
        indicators.map((name) => {
          const figure = figureOf(of, layer, name)
          return (
            <td key={name} className="number">
              {figure && <Figure of={figure} stacked />}
            </td>
          )
        })
      ) : (
        <td colSpan={indicators.length} className="quiet">
          {words.effect.unknown}
        </td>
      )}
    </OpenRow>
  )
}

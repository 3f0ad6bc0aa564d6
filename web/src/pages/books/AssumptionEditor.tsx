import { InputNumber, Slider } from 'antd'
import { useEffect, useMemo, useState } from 'react'

import type { Assumption, Question } from '../../api/client'
import { useMay } from '../../api/queries'
import { editableOf, reachOf, stepOf } from '../../parts/editable'
import { FigureHead } from '../../parts/sourceParts'
import { useWords } from '../../words'
import { AssumptionSave } from './AssumptionSave'
import { TriedAnswer } from './TriedAnswer'

const settleMs = 350

interface Props {
  of: Assumption
  version: number
}

/** One assumption: a slider and a field, and at once what the answers would be. */
export const AssumptionEditor = ({ of, version }: Props) => {
  const words = useWords()
  const may = useMay()
  const { number, scale, unit } = useMemo(() => editableOf(of.figure), [of.figure])
  const [typed, setTyped] = useState<number | null>(number)
  const reach = reachOf(of.figure, scale)
  const step = stepOf(reach)
  const value = typed ?? number
  const settled = useSettled(value)
  const changed = value !== number
  return (
    <>
      <h2>{of.title}</h2>
      <FigureHead of={of.figure} named />
      <p>{of.basis}</p>
      <p className="quiet small">
        {words.assumptions.who}：{of.by ?? words.source.unnamed}　{of.date}
      </p>
      <div className="value-row">
        <Slider
          min={reach[0]}
          max={reach[1]}
          step={step}
          value={value}
          onChange={setTyped}
          tooltip={{ open: false }}
          ariaLabelForHandle={`${of.title} ${words.assumptions.value}`}
        />
        <InputNumber value={typed} step={step} onChange={setTyped} aria-label={`${words.assumptions.value} ${unit}`} />
        <span>{unit}</span>
        {changed && (
          <button type="button" className="text-button" onClick={() => setTyped(number)}>
            {words.assumptions.reset}
          </button>
        )}
      </div>
      {may('what_if') && <Tried of={of} value={settled * scale} changed={settled !== number} />}
      {may('put_assumption') && changed && <AssumptionSave of={of} value={value * scale} version={version} />}
    </>
  )
}

const useSettled = (value: number): number => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

const Tried = ({ of, value, changed }: { of: Assumption; value: number; changed: boolean }) => {
  const words = useWords()
  const questions: Question[] = of.questions ?? []
  const [asked, setAsked] = useState<Question | null>(null)
  const question = asked ?? questions[0]
  if (!question) return <p className="quiet">{words.assumptions.notUsed}</p>
  return (
    <>
      {questions.length > 1 && (
        <div className="choice" role="group" aria-label={words.assumptions.choose}>
          {questions.map((name) => (
            <button key={name} type="button" className="text-button" aria-pressed={name === question} onClick={() => setAsked(name)}>
              {words.sections[name]}
            </button>
          ))}
        </div>
      )}
      {changed && <TriedAnswer question={question} assumption={of.key} value={value} />}
      {!changed && of.used_by.length > 0 && (
        <details>
          <summary>{words.assumptions.usedBy(of.used_by.length)}</summary>
          <p className="quiet small">{of.used_by.join('、')}</p>
        </details>
      )}
    </>
  )
}

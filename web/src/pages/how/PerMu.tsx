import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import { useSheets } from '../../api/queries'
import { withParameter, withParameters } from '../../parts/address'
import { useRegion } from '../../parts/region'
import { useWords } from '../../words'
import { SheetBody } from './SheetBody'
import { Select, SheetFrame, useQueryOf } from './Sheets'

/** Grades with a sheet a firm; what another figure or weight would change; low-use land. */
export const PerMu = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const land = search.get('land') === '1'
  const query = useQueryOf('scheme', ...(land ? [] : (['try', 'weight'] as const)))
  const schemes = useSheets(useRegion()).data?.schemes ?? []
  return (
    <SheetFrame
      sheet={land ? 'per_mu_land' : 'per_mu'}
      query={query}
      title={land ? words.how.sheets.per_mu_land : words.how.sheets.per_mu}
      standfirst={words.how.perMuLead}
      tools={
        <>
          {schemes.length > 0 && <Select name="scheme" label={words.how.scheme} options={schemes} />}
          <Link to={{ search: withParameter(search, 'land', land ? null : '1') }}>
            {land ? words.how.sheets.per_mu : words.how.sheets.per_mu_land}
          </Link>
          {!land && <Try />}
        </>
      }
    >
      {(sheet) => <SheetBody of={sheet} firms />}
    </SheetFrame>
  )
}

/** Figures and weights to try; nothing is written. */
const Try = () => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const [figures, setFigures] = useState(search.get('try') ?? '')
  const [weights, setWeights] = useState(search.get('weight') ?? '')
  const tried = search.get('try') || search.get('weight')
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault()
        setSearch(withParameters(search, { try: figures, weight: weights }))
      }}
    >
      <input
        className="field"
        value={figures}
        placeholder={words.how.tryFigure}
        aria-label={words.how.tryFigure}
        onChange={({ target }) => setFigures(target.value)}
      />
      <input
        className="field"
        value={weights}
        placeholder={words.how.tryWeight}
        aria-label={words.how.tryWeight}
        onChange={({ target }) => setWeights(target.value)}
      />
      <button type="submit" className="text-button">
        {words.how.try}
      </button>
      {tried && <Link to={{ search: withParameters(search, { try: null, weight: null }) }}>{words.how.untry}</Link>}
    </form>
  )
}

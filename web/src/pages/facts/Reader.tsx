import { useEffect, useMemo, useRef } from 'react'
import { useParams, useSearchParams } from 'react-router-dom'

import type { Schemas } from '../../api/client'
import { useDocument } from '../../api/queries'
import { withParameters } from '../../parts/address'
import { segmentsOf, type Segment } from '../../parts/segments'
import { PageHead } from '../../ui/PageHead'
import { Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { ReaderSide } from './ReaderSide'

type Data = Schemas['DocumentText']

/** A document as it lies on disk, its figures marked in it and listed beside it. */
export const Reader = () => {
  const { hash = '' } = useParams()
  return <Loaded from={useDocument(hash)} lines={16}>{(data) => <Open of={data} />}</Loaded>
}

const Open = ({ of }: { of: Data }) => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const mark = search.get('mark')
  const chosen = of.facts.findIndex(({ figure }) => figure.mark === mark)
  const asked = askedOf(search)
  const segments = useMemo(() => segmentsOf(of.text, of.facts, asked), [of, asked?.from, asked?.to])
  const choose = (fact: number) =>
    setSearch(withParameters(search, { mark: of.facts[fact]?.figure.mark, from: null, to: null }), {
      preventScrollReset: true,
      replace: true,
    })
  return (
    <>
      <PageHead
        title={of.name}
        standfirst={`${of.date ? `${of.date}　` : ''}${words.facts.reader.encoding} ${of.encoding}　${words.facts.reader.asOnDisk}`}
      />
      <div className="reader">
        <Text segments={segments} chosen={chosen} choose={choose} />
        <ReaderSide facts={of.facts} chosen={chosen} choose={choose} />
      </div>
    </>
  )
}

const askedOf = (search: URLSearchParams) => {
  const from = Number(search.get('from') ?? Number.NaN)
  const to = Number(search.get('to') ?? Number.NaN)
  return from >= 0 && to > from ? { from, to } : null
}

interface TextProps {
  segments: Segment[]
  chosen: number
  choose: (fact: number) => void
}

const Text = ({ segments, chosen, choose }: TextProps) => {
  const words = useWords()
  const place = useRef<HTMLDivElement>(null)
  const askedAt = segments.find(({ asked }) => asked)?.begin
  useEffect(() => {
    place.current?.querySelector('.here, .asked')?.scrollIntoView({ block: 'center' })
  }, [chosen, askedAt])
  return (
    <div ref={place} className="reader-text" aria-label={words.source.clause}>
      {segments.map((segment) => {
        const [fact] = segment.facts
        const looks = `${fact === undefined ? '' : 'clause'}${segment.facts.includes(chosen) ? ' here' : ''}${segment.asked ? ' asked' : ''}`
        if (looks === '') return segment.text
        return (
          <span key={segment.begin} className={looks} onClick={fact === undefined ? undefined : () => choose(fact)}>
            {segment.text}
          </span>
        )
      })}
    </div>
  )
}

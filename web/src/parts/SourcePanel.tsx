import { useSearchParams } from 'react-router-dom'

import type { Source } from '../api/client'
import { useSource } from '../api/queries'
import { Loaded } from '../ui/states'
import { SidePanel } from '../ui/SidePanel'
import { useWords } from '../words'
import { AssumedSource, CellSource, ClauseSource, DerivedSource } from './evidence'
import { Beside, Disputes, FigureHead } from './sourceParts'

/** ?source=MARK, on any page, opens what the figure stands on. */
export const SourcePanel = () => {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const mark = search.get('source') ?? ''
  if (!mark) return null
  const close = () =>
    setSearch(
      (now) => {
        now.delete('source')
        return now
      },
      { preventScrollReset: true },
    )
  return (
    <SidePanel title={words.source.title} of={mark} onClose={close}>
      <Body mark={mark} />
    </SidePanel>
  )
}

const Body = ({ mark }: { mark: string }) => (
  <Loaded from={useSource(mark)}>
    {(source) => (
      <>
        <FigureHead of={source.figure} />
        <Evidence of={source} />
        <Disputes mark={mark} />
        <Beside figures={source.beside ?? []} mark={mark} />
      </>
    )}
  </Loaded>
)

const Evidence = ({ of }: { of: Source }) => {
  switch (of.source) {
    case 'document':
      return <ClauseSource of={of} />
    case 'ledger':
      return <CellSource of={of} />
    case 'derived':
      return <DerivedSource of={of} />
    case 'assumed':
      return <AssumedSource of={of} />
  }
}

import { useKinds, useMay } from '../api/queries'
import { useWords } from '../words'
import { changeWords } from './changeWords'

/** What a change of the ledger was. */
export const ChangeFrom = ({ of }: { of: string }) => {
  const words = useWords()
  const kinds = useKinds(useMay()('kinds')).data?.kinds ?? []
  return changeWords(of, words.books, new Map(kinds.map(({ kind, title }) => [kind, title])))
}

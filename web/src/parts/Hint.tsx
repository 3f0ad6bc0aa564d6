import { Link } from 'react-router-dom'

import { useKinds, useMay } from '../api/queries'
import { cutHint } from './hints'
import { bookPath } from './paths'

/** What the server says would help. A book that it names is the way to its import. */
export const Hint = ({ of }: { of: string }) => (
  <>{cutHint(of).map((part, at) => (typeof part === 'string' ? part : <Book key={at} kind={part.kind} />))}</>
)

const Book = ({ kind }: { kind: string }) => {
  const may = useMay()
  const book = useKinds(may('kinds')).data?.kinds.find((one) => one.kind === kind)
  const title = book?.title ?? kind
  return book?.importable && may('preview_import') ? <Link to={`${bookPath(kind)}/import`}>{title}</Link> : title
}

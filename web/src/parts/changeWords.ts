import type { Words } from '../words'

/**
 * Where a change came from, as the ledger's history notes it ("import parks parks.csv", "read a.txt",
 * "undo 3"), in words; `titles` are the names of the books. A note of another form stays as it is.
 */
export const changeWords = (from: string, words: Words['books'], titles: ReadonlyMap<string, string>): string => {
  const [verb = '', first = '', ...rest] = from.split(' ')
  if (verb === 'import' && rest.length > 0) return words.imported(titles.get(first) ?? first, rest.join(' '))
  if (verb === 'read' && first) return words.readFile([first, ...rest].join(' '))
  if (verb === 'undo' && rest.length === 0 && /^\d+$/.test(first)) return words.undid(first)
  return from
}

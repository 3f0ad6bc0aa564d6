/** A sentence of the server cut where it names a book as the command line does ("--as enterprises"). */
export const cutHint = (text: string): Array<string | { kind: string }> =>
  text
    .split(/(?:chengjie import … )?--as ([a-z_]+)/)
    .map((part, at) => (at % 2 === 1 ? { kind: part } : part))
    .filter((part) => part !== '')

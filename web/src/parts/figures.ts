/** The value and the range behind it, of words such as "1300亩（700亩至2500亩）". */
export const splitWords = (words: string, ranged: boolean): [string, string] => {
  const at = ranged ? words.indexOf('（') : -1
  return at > 0 ? [words.slice(0, at), words.slice(at)] : [words, '']
}

/** The unit as the words say it: "吨二氧化碳" of "500吨二氧化碳（0吨二氧化碳至4000吨二氧化碳）". */
export const unitOf = (words: string, ranged: boolean): string => splitWords(words, ranged)[0].replace(/^[^\d]*[\d.,]+/, '')

/** A share of one as a person reads it: 0.616 is 61.6%. */
export const percent = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')}%`

const units: ReadonlyArray<readonly [number, string]> = [
  [1e8, '亿'],
  [1e4, '万'],
]

/** Numbers on the axes of charts, where there is no room for a figure. */
export const short = (value: number): string => {
  const [size, word] = units.find(([least]) => Math.abs(value) >= least) ?? [1, '']
  return `${Number((value / size).toPrecision(4))}${word}`
}

/** One term of a sum that a formula states: what it is called and what it adds. */
export interface Term {
  name: string
  /** What it adds to the result. */
  adds: number
  /** How it came about, as the formula writes it: "0.79 × 0.25". */
  how: string
}

const number = String.raw`-?\d+(?:\.\d+)?`
const weighted = new RegExp(`^(.+?)\\s+(${number})\\s*×\\s*权重\\s*(${number})$`)
const plain = new RegExp(`^(.+?)\\s+(${number})$`)
const scaled = new RegExp(`^(${number})\\s*×\\s*[（(](.*)[）)]$`)

const termOf = (text: string, scale: number): Term | null => {
  const withWeight = weighted.exec(text)
  if (withWeight) {
    const [, name = '', value = '', weight = ''] = withWeight
    return { name, adds: scale * Number(value) * Number(weight), how: `${value} × ${weight}` }
  }
  const alone = plain.exec(text)
  return alone ? { name: alone[1] ?? '', adds: scale * Number(alone[2]), how: '' } : null
}

/**
 * The terms of a formula that is a sum: "x = 100 × （a 0.8 × 权重 0.25 + b 1 × 权重 0.1）" or
 * "x = a 96 + b 5". null for any other, which is then shown as it is written.
 */
export const termsOf = (formula: string): Term[] | null => {
  const right = formula.slice(formula.indexOf('=') + 1).trim()
  const inner = scaled.exec(right)
  const scale = inner ? Number(inner[1]) : 1
  const terms = (inner ? (inner[2] ?? '') : right).split(' + ').map((text) => termOf(text.trim(), scale))
  return terms.every((term) => term !== null) ? terms : null
}

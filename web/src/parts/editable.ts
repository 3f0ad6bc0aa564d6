import type { Figure } from '../api/client'

/** A figure as a person would type it: "1000亿元" is 1000 in steps of 亿元. */
export interface Editable {
  number: number
  /** One of the typed number in the base unit. */
  scale: number
  unit: string
}

const scales: Record<string, number> = { 万: 1e4, 亿: 1e8 }
const written = /(-?\d[\d,]*(?:\.\d+)?)(万|亿)?([^（(]*)/

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b), 1e-9)

/** What the words of a figure say is trusted only as far as it agrees with its value. */
export const editableOf = ({ value, words, unit }: Figure): Editable => {
  const [, digits = '', size = '', rest = ''] = written.exec(words) ?? []
  const scale = scales[size] ?? 1
  const agrees = digits !== '' && near(Number(digits.replaceAll(',', '')) * scale, value)
  if (!agrees) return { number: value, scale: 1, unit: unit === 'ratio' ? '' : unit }
  return { number: Number((value / scale).toPrecision(12)), scale, unit: size + rest.trim() }
}

/** Where a slider may go: the range that is believed, with room on both sides. */
export const reachOf = ({ value, range }: Figure, scale: number): [number, number] => {
  const [low = 0, high = 0] = range ?? []
  const [from, to] = range ? [low, high] : [Math.min(0, 2 * value), Math.max(0, 2 * value)]
  const room = range ? (to - from) * 0.5 : 0
  const least = value >= 0 ? Math.max(0, Math.min(from, value) - room) : Math.min(from, value) - room
  const most = Math.max(to, value) + room
  return [least / scale, (most > least ? most : least + 1) / scale]
}

/** A step that divides the reach in about two hundred, of a round length. */
export const stepOf = ([least, most]: [number, number]): number => 10 ** Math.floor(Math.log10((most - least) / 50))

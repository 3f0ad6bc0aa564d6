import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  total: number
  rowHeight: number
  /** Called with the rows that are in sight whenever they change. */
  onSight: (first: number, last: number) => void
  row: (index: number) => ReactNode
  header: ReactNode
  width: number
  label: string
}

const spare = 8 // rows drawn above and below what is in sight

/**
 * A table of any length: only the rows in sight exist. Rows are of one height, so the scroll bar
 * tells the truth from the start.
 */
export const VirtualRows = ({ total, rowHeight, onSight, row, header, width, label }: Props) => {
  const place = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ first: 0, last: 30 })

  useEffect(() => {
    const element = place.current
    if (!element) return
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - spare)
      const last = Math.min(total, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + spare)
      setSight((now) => (now.first === first && now.last === last ? now : { first, last }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const follow = new ResizeObserver(look)
    follow.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      follow.disconnect()
    }
  }, [total, rowHeight])

  const { first, last } = sight
  useEffect(() => onSight(first, last), [first, last, onSight])

  return (
    <div ref={place} className="virtual" tabIndex={0} role="table" aria-label={label} aria-rowcount={total + 1}>
      <div className="virtual-head" role="rowgroup" style={{ minWidth: width }}>
        {header}
      </div>
      <div role="rowgroup" style={{ height: total * rowHeight, minWidth: width, position: 'relative' }}>
        {Array.from({ length: Math.max(0, Math.min(last, total) - first) }, (_, at) => (
          <div
            key={first + at}
            className="virtual-row"
            role="row"
            aria-rowindex={first + at + 2}
            style={{ transform: `translateY(${(first + at) * rowHeight}px)`, height: rowHeight }}
          >
            {row(first + at)}
          </div>
        ))}
      </div>
    </div>
  )
}

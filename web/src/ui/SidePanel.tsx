import { useEffect, useRef, type ReactNode } from 'react'

import { useWords } from '../words'

interface Props {
  title: string
  /** Changes when the panel shows something else: it scrolls up again and takes the focus. */
  of: string
  onClose: () => void
  children: ReactNode
}

// Panels that are open, the newest last: Esc closes one at a time.
const open: symbol[] = []

/** A panel beside the page, which stays readable and clickable. Esc closes; focus goes back. */
export const SidePanel = ({ title, of, onClose, children }: Props) => {
  const words = useWords()
  const panel = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) before.current = document.activeElement
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollTo(0, 0)
  }, [of])

  useEffect(() => {
    const own = Symbol(title)
    open.push(own)
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || open.at(-1) !== own) return
      event.preventDefault()
      close.current()
    }
    document.addEventListener('keydown', press)
    return () => {
      open.splice(open.indexOf(own), 1)
      document.removeEventListener('keydown', press)
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
    }
  }, [title])

  return (
    <aside ref={panel} className="side-panel" role="dialog" aria-label={title} tabIndex={-1}>
      <header className="side-panel-head">
        <span className="quiet">{title}</span>
        <button type="button" className="text-button" onClick={onClose}>
          {words.common.close} <kbd>Esc</kbd>
        </button>
      </header>
      {children}
    </aside>
  )
}

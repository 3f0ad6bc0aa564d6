import type { Session } from '../api/client'
import { firmPath } from '../parts/paths'
import type { Words } from '../words/zh'

interface Section {
  name: keyof Words['sections']
  path: string
}

const all: ReadonlyArray<Section & { needs: string }> = [
  { name: 'overview', path: '/', needs: 'overview' },
  { name: 'what', path: '/what', needs: 'chains' },
  { name: 'where', path: '/where', needs: 'map' },
  { name: 'how', path: '/how', needs: 'firm' },
  { name: 'effect', path: '/effect', needs: 'answer' },
  { name: 'facts', path: '/facts', needs: 'search' },
  { name: 'books', path: '/books', needs: 'kinds' },
  { name: 'users', path: '/users', needs: 'users' },
]

/** The sections that the caller may open. A firm has its own page where others have all firms. */
export const sectionsFor = ({ user, may }: Session): Section[] => {
  const open = all.filter(({ needs }) => may.includes(needs))
  if (user?.role !== 'firm') return open
  return open.map((section) => (section.name === 'how' && user.scope ? { ...section, path: firmPath(user.scope) } : section))
}

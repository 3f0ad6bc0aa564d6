/** A bar for a share of one; the number stands beside it, so the bar itself says nothing aloud. */
export const Share = ({ of, strong = false }: { of: number; strong?: boolean }) => (
  <span className={`share${strong ? ' strong' : ''}`} aria-hidden="true">
    <span style={{ width: `${Math.min(Math.max(of, 0), 1) * 100}%` }} />
  </span>
)

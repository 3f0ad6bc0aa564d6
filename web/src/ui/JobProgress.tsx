import type { Job } from '../api/client'
import { jobError, useCancelJob } from '../api/jobs'
import { useWords } from '../words'
import { Share } from './Share'
import { Failed } from './states'

/** How far a long piece of work is; it can be stopped until it is done. */
export const JobProgress = ({ of, name }: { of: Job; name: string }) => {
  const words = useWords()
  const cancel = useCancelJob()
  const failed = jobError(of)
  if (failed) return <Failed error={failed} />
  if (of.phase === 'cancelled') return <p className="notice calm">{words.imports.cancelled}</p>
  if (of.phase === 'done') return null
  return (
    <div className="job" role="status">
      <p>
        {name}　<span className="quiet">{of.words}</span>
      </p>
      <Share of={of.total > 0 ? of.done / of.total : 0.08} strong />
      <button type="button" className="text-button small" onClick={() => void cancel(of.id)}>
        {words.common.cancel}
      </button>
    </div>
  )
}

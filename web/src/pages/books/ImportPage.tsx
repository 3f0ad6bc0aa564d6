import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router-dom'

import { client, sendFile, take, type ImportPreview, type Job } from '../../api/client'
import { useJob } from '../../api/jobs'
import { useKinds } from '../../api/queries'
import { withParameter } from '../../parts/address'
import { bookPath } from '../../parts/paths'
import { FileDrop } from '../../ui/FileDrop'
import { JobProgress } from '../../ui/JobProgress'
import { PageHead } from '../../ui/PageHead'
import { Failed, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { ImportReview } from './ImportReview'

const tables = '.csv,.xlsx,.xls,.ods,.txt,.tsv'

/** A table comes in in three steps: drop it, look at how it was read, write it. */
export const ImportPage = () => {
  const { kind = '' } = useParams()
  const words = useWords()
  const kinds = useKinds()
  const [search] = useSearchParams()
  const id = search.get('import')
  const title = kinds.data?.kinds.find((one) => one.kind === kind)?.title ?? kind
  return (
    <>
      <PageHead title={`${words.imports.title} · ${title}`} standfirst={words.imports.standfirst}>
        <Link to={bookPath(kind)}>{words.imports.toBook}</Link>
      </PageHead>
      {id ? <Looked key={id} id={id} kind={kind} /> : <Choose kind={kind} />}
    </>
  )
}

const Choose = ({ kind }: { kind: string }) => {
  const words = useWords()
  const [, setSearch] = useSearchParams()
  const [job, setJob] = useState<string | null>(null)
  const following = useJob(job)
  const sending = useMutation({
    mutationFn: (file: File) =>
      sendFile<Job>('POST', `/imports?${new URLSearchParams({ kind, name: file.name })}`, file, 'application/octet-stream'),
    onSuccess: ({ id }) => setJob(id),
  })
  const { data } = following
  useEffect(() => {
    if (data?.phase !== 'done') return
    const { id } = data.result as ImportPreview
    setSearch((now) => withParameter(now, 'import', id), { replace: true })
  }, [data, setSearch])
  return (
    <div className="stacked">
      <FileDrop label={words.imports.drop} help={words.imports.formats} accept={tables} disabled={sending.isPending} onFile={sending.mutate} />
      {sending.isPending && <p role="status">{words.imports.reading}</p>}
      {sending.error && <Failed error={sending.error} />}
      {following.error && <Failed error={following.error} />}
      {data && <JobProgress of={data} name={words.imports.reading} />}
    </div>
  )
}

const Looked = ({ id, kind }: { id: string; kind: string }) => {
  const words = useWords()
  const queries = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const [job, setJob] = useState<string | null>(null)
  const following = useJob(job)
  const preview = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => take(client.GET('/imports/{id}', { params: { path: { id } }, signal })),
  })
  const commit = useMutation({
    mutationFn: (version: number) =>
      take(client.POST('/imports/{id}/commit', { params: { path: { id } }, body: { based_on: version } })),
    onSuccess: (of) => setJob(of.id),
  })
  const lookAgain = useMutation({
    mutationFn: (body: { sheet?: string; map?: Record<string, string> }) =>
      take(client.PATCH('/imports/{id}', { params: { path: { id } }, body })),
    onSuccess: (of) => setJob(of.id),
  })
  const { data } = following
  useEffect(() => {
    if (data?.phase !== 'done') return
    void queries.invalidateQueries({ queryKey: data.kind === 'import_commit' ? ['ledger'] : ['import', id] })
  }, [data, id, queries])
  const written = data?.kind === 'import_commit' && data.phase === 'done'
  const another = () => setSearch(withParameter(search, 'import', null))
  if (written) {
    const { records = 0 } = data.result as { records?: number }
    return (
      <div className="notice calm" role="status">
        <p>{words.imports.done(records)}</p>
        <p>
          <Link to={bookPath(kind)}>{words.imports.toBook}</Link>　
          <button type="button" className="text-button" onClick={another}>
            {words.imports.another}
          </button>
        </p>
      </div>
    )
  }
  return (
    <>
      {data && <JobProgress of={data} name={data.kind === 'import_commit' ? words.imports.writing : words.imports.reading} />}
      {[commit.error, lookAgain.error].filter(Boolean).map((error, at) => (
        <Failed key={at} error={error} />
      ))}
      <Loaded from={preview} lines={10}>
        {(of) => (
          <ImportReview
            key={`${of.sheet}/${JSON.stringify(of.map)}`}
            of={of}
            busy={commit.isPending || lookAgain.isPending || data?.phase === 'running' || data?.phase === 'waiting'}
            onAnother={another}
            onLookAgain={lookAgain.mutate}
            onCommit={() => commit.mutate(of.version)}
          />
        )}
      </Loaded>
    </>
  )
}

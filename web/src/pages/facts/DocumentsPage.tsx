import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'

import { sendFile, type Job, type Schemas } from '../../api/client'
import { useJob } from '../../api/jobs'
import { useDocuments, useMay } from '../../api/queries'
import { documentPath } from '../../parts/paths'
import { FileDrop } from '../../ui/FileDrop'
import { JobProgress } from '../../ui/JobProgress'
import { PageHead } from '../../ui/PageHead'
import { Pages, useOffset } from '../../ui/Pages'
import { SearchField } from '../../ui/SearchField'
import { Empty, Failed, Loaded } from '../../ui/states'
import { useWords } from '../../words'
import { FactsTabs } from './tabs'

const step = 50

export const DocumentsPage = () => {
  const words = useWords()
  const [search] = useSearchParams()
  const may = useMay()
  const documents = useDocuments({ q: search.get('q') ?? undefined, offset: useOffset(), limit: step })
  return (
    <>
      <PageHead title={words.facts.documents} standfirst={words.facts.standfirst} />
      <FactsTabs />
      <div className="toolbar">
        <SearchField label={words.common.filter} />
      </div>
      {may('upload_document') && <Upload />}
      <Loaded from={documents}>{(data) => <List of={data} />}</Loaded>
    </>
  )
}

const List = ({ of }: { of: Schemas['DocumentPage'] }) => {
  const words = useWords()
  if (of.total === 0) return <Empty title={words.facts.noDocuments} help={words.facts.noDocumentsHelp} />
  return (
    <>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{words.facts.documents}</th>
            <th scope="col">{words.facts.date}</th>
            <th scope="col" className="number">
              {words.facts.figuresRead}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.documents.map((document) => (
            <tr key={document.hash}>
              <th scope="row">
                <Link className="plain" to={documentPath(document.hash)}>
                  {document.title ?? document.name}
                </Link>
                {document.title && <span className="quiet small">　{document.name}</span>}
              </th>
              <td className="nowrap">{document.date}</td>
              <td className="number">{document.facts}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pages offset={of.offset} shown={of.documents.length} total={of.total} step={step} />
    </>
  )
}

const Upload = () => {
  const words = useWords()
  const queries = useQueryClient()
  const [date, setDate] = useState('')
  const [job, setJob] = useState<string | null>(null)
  const following = useJob(job)
  const sending = useMutation({
    mutationFn: (file: File) => {
      const query = new URLSearchParams({ name: file.name, ...(date ? { date } : {}) })
      return sendFile<Job>('POST', `/documents?${query}`, file, 'application/octet-stream')
    },
    onSuccess: ({ id }) => setJob(id),
  })
  const done = following.data?.phase === 'done'
  useEffect(() => {
    if (done) void queries.invalidateQueries({ queryKey: ['ledger'] })
  }, [done, queries])
  return (
    <details className="upload">
      <summary>{words.facts.upload}</summary>
      <div className="stacked">
        <label>
          {words.facts.uploadDate}
          <input className="field" type="date" value={date} onChange={({ target }) => setDate(target.value)} />
        </label>
        <FileDrop label={words.facts.upload} help={words.facts.noDocumentsHelp} disabled={sending.isPending} onFile={sending.mutate} />
        {sending.error && <Failed error={sending.error} />}
        {following.data && <JobProgress of={following.data} name={words.imports.reading} />}
        {done && (
          <p className="notice calm" role="status">
            {words.facts.read}
          </p>
        )}
      </div>
    </details>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'

import { sendFile, type Schemas } from '../../api/client'
import { Failed } from '../../ui/states'
import { useWords } from '../../words'

/** Loads an approved boundary. Where it comes from is asked for, since it stands beside the map. */
export const BoundaryForm = () => {
  const words = useWords()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [origin, setOrigin] = useState('')
  const loading = useMutation({
    mutationFn: (of: File) =>
      sendFile<Schemas['Written']>(
        'PUT',
        `/map/boundary?${new URLSearchParams({ origin: origin.trim(), name: of.name })}`,
        of,
        'application/geo+json',
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['ledger', 'map'] }),
  })
  return (
    <details className="small">
      <summary>{words.where.loadBoundary}</summary>
      <form
        className="stacked"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) loading.mutate(file)
        }}
      >
        <p className="quiet">{words.where.loadBoundaryHelp}</p>
        <label>
          {words.where.originField}
          <input
            className="field"
            required
            maxLength={200}
            placeholder={words.where.originExample}
            value={origin}
            onChange={({ target }) => setOrigin(target.value)}
          />
        </label>
        <input
          type="file"
          required
          accept=".json,.geojson,application/geo+json"
          aria-label={words.where.loadBoundary}
          onChange={({ target }) => setFile(target.files?.[0] ?? null)}
        />
        <Button htmlType="submit" loading={loading.isPending} disabled={!file || origin.trim() === ''}>
          {words.where.loadBoundary}
        </Button>
      </form>
      {loading.error && <Failed error={loading.error} />}
    </details>
  )
}

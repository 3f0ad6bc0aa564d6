import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'

import { ApiError, client, take, type Assumption } from '../../api/client'
import { Failed } from '../../ui/states'
import { useWords } from '../../words'

interface Props {
  of: Assumption
  value: number
  version: number
}

/** Keeps the value; without grounds there is nothing to keep. */
export const AssumptionSave = ({ of, value, version }: Props) => {
  const words = useWords()
  const queries = useQueryClient()
  const [basis, setBasis] = useState('')
  // A range that no longer holds the value would be a lie; one that does stays.
  const [low, high] = of.figure.range ?? []
  const holds = low !== undefined && high !== undefined && value >= low && value <= high
  const saving = useMutation({
    mutationFn: () =>
      take(
        client.PUT('/assumptions/{key}', {
          params: { path: { key: of.key } },
          body: { value, basis: basis.trim(), low: holds ? low : null, high: holds ? high : null, unit: of.figure.unit, based_on: version },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['ledger'] }),
  })
  const moved = saving.error instanceof ApiError && saving.error.status === 409
  return (
    <form
      className="stacked save"
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
    >
      <label>
        {words.assumptions.basisField}
        <textarea className="field" required maxLength={2000} value={basis} onChange={({ target }) => setBasis(target.value)} />
      </label>
      <Button type="primary" htmlType="submit" loading={saving.isPending} disabled={basis.trim() === ''}>
        {words.common.save}
      </Button>
      {saving.isSuccess && (
        <p className="notice calm" role="status">
          {words.assumptions.saved}
        </p>
      )}
      {moved && <p className="notice">{words.assumptions.moved}</p>}
      {saving.error && !moved && <Failed error={saving.error} />}
    </form>
  )
}

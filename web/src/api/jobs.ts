import { useQuery, useQueryClient } from '@tanstack/react-query'

import { ApiError, client, take, type Job } from './client'

const askEveryMs = 400

const ended = ({ phase }: Job) => phase === 'done' || phase === 'failed' || phase === 'cancelled'

/** Follows a job to its end; asking again survives a restart of the server better than a stream. */
export const useJob = (id: string | null) =>
  useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => take(client.GET('/jobs/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && ended(state.data) ? false : askEveryMs),
    gcTime: 0,
  })

export const useCancelJob = () => {
  const queries = useQueryClient()
  return async (id: string) => {
    await take(client.DELETE('/jobs/{id}', { params: { path: { id } } }))
    await queries.invalidateQueries({ queryKey: ['job', id] })
  }
}

/** Why a job did not end well, as any other failure of the server. */
export const jobError = (job: Job): ApiError | null =>
  job.error ? new ApiError(400, job.error.code, job.error.message, job.error.help, null) : null

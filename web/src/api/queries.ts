// One hook an operation of api/openapi.yaml. Keys start with `ledger` where a write makes the
// reply stale: app/events.ts refetches those when anyone has written.
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'

import { client, take, type Question, type Schemas } from './client'

interface Page {
  q?: string
  offset?: number
  limit?: number
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => take(client.GET('/session', { signal })),
  staleTime: Infinity,
})
export const useSession = () => useQuery(sessionQuery)

/** Whether the caller may use an operation; what they may not is not offered. */
export const useMay = () => {
  const session = useSession()
  return (operation: string): boolean => session.data?.may.includes(operation) ?? false
}

export const useUsers = () =>
  useQuery({ queryKey: ['users'], queryFn: ({ signal }) => take(client.GET('/users', { signal })) })

export const useOverview = (region?: string) =>
  useQuery({
    queryKey: ['ledger', 'overview', region],
    queryFn: ({ signal }) => take(client.GET('/overview', { params: { query: { region } }, signal })),
  })

export const answerQuery = (question: Question, region?: string) =>
  queryOptions({
    queryKey: ['ledger', 'answer', question, region],
    queryFn: ({ signal }) =>
      take(client.GET('/answers/{question}', { params: { path: { question }, query: { region } }, signal })),
  })
export const useAnswer = (question: Question, region?: string) => useQuery(answerQuery(question, region))

/** One project's effect, with what a table of all has no room for: quarters, flows between sectors. */
export const useProjectEffect = (project: string, region?: string) =>
  useQuery({
    queryKey: ['ledger', 'answer', 'effect', region, project],
    queryFn: ({ signal }) =>
      take(client.GET('/answers/{question}', { params: { path: { question: 'effect' }, query: { region, project } }, signal })),
  })

export interface ShockQuery {
  kind: 'firm' | 'supplier' | 'power'
  name?: string
  share?: number
  days?: number
}
export const useShock = (query: ShockQuery, region: string | undefined, enabled: boolean) =>
  useQuery({
    queryKey: ['ledger', 'shock', region, query],
    queryFn: ({ signal }) => take(client.GET('/shock', { params: { query: { ...query, region } }, signal })),
    placeholderData: keepPreviousData,
    enabled,
  })

export const useConflicts = (region?: string, enabled = true) =>
  useQuery({
    queryKey: ['ledger', 'conflicts', region],
    queryFn: ({ signal }) => take(client.GET('/conflicts', { params: { query: { region } }, signal })),
    enabled,
  })

export type SheetName = Schemas['SheetName']
export interface SheetQuery {
  month?: string
  scheme?: string
  from?: string
  to?: string
  clause?: string
  firm?: string
  try?: string
  weight?: string
}
export const useSheet = (sheet: SheetName, query: SheetQuery, region?: string) =>
  useQuery({
    queryKey: ['ledger', 'sheet', sheet, query, region],
    queryFn: ({ signal }) =>
      take(client.GET('/sheets/{sheet}', { params: { path: { sheet }, query: { ...query, region } }, signal })),
    placeholderData: keepPreviousData,
  })

export const useSheets = (region?: string) =>
  useQuery({
    queryKey: ['ledger', 'sheets', region],
    queryFn: ({ signal }) => take(client.GET('/sheets', { params: { query: { region } }, signal })),
  })

export const useChains = (region?: string) =>
  useQuery({
    queryKey: ['ledger', 'chains', region],
    queryFn: ({ signal }) => take(client.GET('/chains', { params: { query: { region } }, signal })),
  })

export const useMap = (region?: string) =>
  useQuery({
    queryKey: ['ledger', 'map', region],
    queryFn: ({ signal }) => take(client.GET('/map', { params: { query: { region } }, signal })),
  })

export const useSource = (mark: string) =>
  useQuery({
    queryKey: ['ledger', 'source', mark],
    queryFn: ({ signal }) => take(client.GET('/sources/{mark}', { params: { path: { mark } }, signal })),
    enabled: mark !== '',
  })

export const useKinds = (enabled = true) =>
  useQuery({ queryKey: ['ledger', 'kinds'], queryFn: ({ signal }) => take(client.GET('/kinds', { signal })), enabled })

export interface RecordsQuery extends Page {
  sort?: string
  order?: 'asc' | 'desc'
  as_of?: string
}
export const recordsQuery = (kind: string, query: RecordsQuery) =>
  queryOptions({
    queryKey: ['ledger', 'records', kind, query],
    queryFn: ({ signal }) => take(client.GET('/records/{kind}', { params: { path: { kind }, query }, signal })),
  })

export const useRecord = (kind: string, key: string) =>
  useQuery({
    queryKey: ['ledger', 'record', kind, key],
    queryFn: ({ signal }) => take(client.GET('/records/{kind}/{key}', { params: { path: { kind, key } }, signal })),
    enabled: key !== '',
  })

export const useFirms = (query: Page) =>
  useQuery({
    queryKey: ['ledger', 'firms', query],
    queryFn: ({ signal }) => take(client.GET('/firms', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })

export const useFirm = (code: string) =>
  useQuery({
    queryKey: ['ledger', 'firm', code],
    queryFn: ({ signal }) => take(client.GET('/firms/{code}', { params: { path: { code } }, signal })),
  })

export const useDocuments = (query: Page, enabled = true) =>
  useQuery({
    queryKey: ['ledger', 'documents', query],
    queryFn: ({ signal }) => take(client.GET('/documents', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    enabled,
  })

export const useDocument = (hash: string) =>
  useQuery({
    queryKey: ['ledger', 'document', hash],
    queryFn: ({ signal }) => take(client.GET('/documents/{hash}', { params: { path: { hash } }, signal })),
  })

export const useSearch = (query: Page & { q: string }) =>
  useQuery({
    queryKey: ['ledger', 'search', query],
    queryFn: ({ signal }) => take(client.GET('/search', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    enabled: query.q !== '',
  })

export const useFacts = (query: Page & { subject?: string; indicator?: string }, enabled = true) =>
  useQuery({
    queryKey: ['ledger', 'facts', query],
    queryFn: ({ signal }) => take(client.GET('/facts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    enabled,
  })

export const useChanges = (query: Page) =>
  useQuery({
    queryKey: ['ledger', 'changes', query],
    queryFn: ({ signal }) => take(client.GET('/changes', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })

export const useAssumptions = () =>
  useQuery({ queryKey: ['ledger', 'assumptions'], queryFn: ({ signal }) => take(client.GET('/assumptions', { signal })) })

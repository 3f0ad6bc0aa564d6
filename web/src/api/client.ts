import createClient from 'openapi-fetch'

import type { components, paths } from './schema'

export type Schemas = components['schemas']
export type Figure = Schemas['Figure']
export type Line = Schemas['Line']
export type Item = Schemas['Item']
export type Answer = Schemas['Answer']
export type Question = Schemas['Question']
export type Conflict = Schemas['Conflict']
export type Column = Schemas['Column']
export type Row = Schemas['Row']
export type Source = Schemas['Source']
export type SourceKind = Schemas['SourceKind']
export type ChainNode = Schemas['ChainNode']
export type Chain = Schemas['ChainMap']['chains'][number]
export type Session = Schemas['Session']
export type Job = Schemas['Job']
export type Assumption = Schemas['Assumptions']['assumptions'][number]
export type ImportPreview = Schemas['ImportPreview']

/** What the server said was wrong: its sentence, what would help, and the id it logged it under. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly help: string | null,
    readonly request: string | null,
  ) {
    super(message)
  }
}

let token: string | null = null
/** The token of the session, for every request that changes something. */
export const keepToken = (of: string | null) => {
  token = of
}

export const client = createClient<paths>({ baseUrl: '/api/v1' })
client.use({
  onRequest: ({ request }) => {
    if (token && request.method !== 'GET') request.headers.set('X-CSRF-Token', token)
    return request
  },
})

export const errorOf = (status: number, reply: unknown): ApiError => {
  const said = (reply as Schemas['ErrorReply'] | undefined)?.error
  return said
    ? new ApiError(status, said.code, said.message, said.help, said.request)
    : new ApiError(status, 'unavailable', '', null, null)
}

interface Replied<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of a reply, or the error that it was. */
export const take = async <T,>(replied: Promise<Replied<T>>): Promise<T> => {
  let reply: Replied<T>
  try {
    reply = await replied
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason
    throw new ApiError(0, 'unreachable', '', null, null)
  }
  if (reply.data === undefined) throw errorOf(reply.response.status, reply.error)
  return reply.data
}

/** Sends a file as it is; the browser streams it, whatever its size. */
export const sendFile = async <T,>(method: 'POST' | 'PUT', path: string, file: Blob, type: string): Promise<T> => {
  const reply = fetch(`/api/v1${path}`, {
    method,
    body: file,
    headers: { 'Content-Type': type, ...(token ? { 'X-CSRF-Token': token } : {}) },
  }).then(async (response) => {
    const body: unknown = await response.json().catch(() => undefined)
    return response.ok ? { data: body as T, response } : { error: body, response }
  })
  return take<T>(reply)
}

// The address of each thing, so that every link to it is the same.
const part = encodeURIComponent

export const documentPath = (hash: string, mark?: string) => `/documents/${hash}${mark ? `?mark=${mark}` : ''}`
export const documentPlace = (hash: string, begin: number, end: number) => `/documents/${hash}?from=${begin}&to=${end}`
export const bookPath = (kind: string, key?: string) =>
  `/books/${part(kind)}${key ? `?record=${part(key)}` : ''}`
export const firmPath = (code: string) => `/how/firms/${part(code)}`
export const chainPath = (chain: string, node?: string) =>
  `/what/map?chain=${part(chain)}${node ? `&node=${part(node)}` : ''}`
export const assumptionPath = (key: string) => `/assumptions?key=${part(key)}`
export const parkPath = (park: string) => `/where?park=${part(park)}`

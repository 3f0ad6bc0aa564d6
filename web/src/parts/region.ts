import { useSearchParams } from 'react-router-dom'

/** The region of the address; none means the ledger's home region. */
export const useRegion = (): string | undefined => useSearchParams()[0].get('region') ?? undefined

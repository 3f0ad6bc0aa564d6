/** The search part of an address with one parameter set, or removed where the value is empty. */
export const withParameter = (search: URLSearchParams, name: string, value: string | null | undefined): string =>
  withParameters(search, { [name]: value })

export const withParameters = (
  search: URLSearchParams,
  values: Record<string, string | null | undefined>,
): string => {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text ? `?${text}` : ''
}

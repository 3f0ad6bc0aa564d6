import { createContext } from 'react'

/** The marks of figures that contradict others; the shell fills it once for every page. */
export const DisputedMarks = createContext<ReadonlySet<string>>(new Set())

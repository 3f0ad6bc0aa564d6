import { useEffect } from 'react'

import { useWords } from '../words'

/** The name of the page, for the window and for a screen reader. */
export const useTitle = (title: string) => {
  const { product } = useWords()
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'

import { en } from './en'
import { zh, type Words } from './zh'

export type { Words }

export type Language = 'zh' | 'en'

const dictionaries: Record<Language, Words> = { zh, en }
const kept = 'chengjie.language'

interface Speaking {
  language: Language
  words: Words
  speak: (language: Language) => void
}

const Context = createContext<Speaking | null>(null)

// ?lang=en in an address wins over what was kept, so that a link shows what its sender saw.
const first = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(kept)
  return asked === 'en' ? 'en' : 'zh'
}

export const WordsProvider = ({ children }: { children: ReactNode }) => {
  const [language, speak] = useState<Language>(first)
  useEffect(() => {
    localStorage.setItem(kept, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const speaking = useMemo(() => ({ language, words: dictionaries[language], speak }), [language])
  return <Context value={speaking}>{children}</Context>
}

const speaking = (): Speaking => {
  const found = use(Context)
  if (!found) throw new Error('WordsProvider is missing')
  return found
}

/** The words of the language in use. Texts that come from the server stay as they are. */
export const useWords = (): Words => speaking().words

export const useLanguage = (): Speaking => speaking()

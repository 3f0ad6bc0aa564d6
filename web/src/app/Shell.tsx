import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { NavLink, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router-dom'

import { client, take, type Session } from '../api/client'
import { useConflicts } from '../api/queries'
import { DisputedMarks } from '../parts/disputed'
import { useRegion } from '../parts/region'
import { SourcePanel } from '../parts/SourcePanel'
import { Loading } from '../ui/states'
import { useLanguage } from '../words'
import { useLedgerEvents } from './events'
import { sectionsFor } from './sections'

/** Masthead, sections, and what every page shares: disputed marks, the open source, the news. */
export const Shell = ({ session }: { session: Session }) => {
  const { words } = useLanguage()
  const region = useRegion()
  const may = (operation: string) => session.may.includes(operation)
  const conflicts = useConflicts(region, may('conflicts'))
  const disputed = useMemo(
    () =>
      new Set(
        (conflicts.data?.conflicts ?? [])
          .filter((conflict) => conflict.severity === 'conflict')
          .flatMap((conflict) => conflict.figures.map((figure) => figure.mark)),
      ),
    [conflicts.data],
  )
  return (
    <DisputedMarks value={disputed}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Masthead session={session} />
      <News on={may('events')} />
      <main id="content" className="page" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <SourcePanel />
      <ScrollRestoration getKey={({ pathname }) => pathname} />
    </DisputedMarks>
  )
}

const Masthead = ({ session }: { session: Session }) => {
  const { words, language, speak } = useLanguage()
  const region = useRegion()
  const search = region ? `?region=${encodeURIComponent(region)}` : ''
  const sections = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the sections scroll: the one that is open comes into sight.
  useEffect(() => {
    const open = sections.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (open && sections.current) sections.current.scrollLeft = open.offsetLeft - sections.current.clientWidth / 2
  }, [pathname])
  return (
    <header className="masthead">
      <div className="masthead-row">
        <NavLink to={{ pathname: '/', search }} className="brand" aria-label={`${words.product} ${words.sections.overview}`}>
          <strong>{words.product}</strong>
          {region && <span className="quiet">{region}</span>}
        </NavLink>
        <nav ref={sections} className="sections" aria-label={words.tagline}>
          {sectionsFor(session).map(({ name, path }) => (
            <NavLink key={name} to={{ pathname: path, search }} end={path === '/'}>
              {words.sections[name]}
            </NavLink>
          ))}
        </nav>
        <div className="masthead-tools">
          {session.may.includes('search') && <Search />}
          <button type="button" className="text-button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
            {words.common.language}
          </button>
          <Account session={session} />
        </div>
      </div>
    </header>
  )
}

/** `/` anywhere puts the cursor here. */
const Search = () => {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const q = field.current?.value.trim() ?? ''
        navigate(q ? `/facts?q=${encodeURIComponent(q)}` : '/facts')
      }}
    >
      <input
        ref={field}
        className="masthead-search field"
        type="search"
        name="q"
        placeholder={words.common.search}
        aria-label={words.common.search}
        aria-keyshortcuts="/"
        autoComplete="off"
      />
    </form>
  )
}

const Account = ({ session }: { session: Session }) => {
  const { words } = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { user } = session
  if (!user) return null
  const leave = async () => {
    await take(client.DELETE('/session'))
    navigate('/login?left')
    queries.clear()
    void queries.invalidateQueries({ queryKey: ['session'] })
  }
  return (
    <>
      <NavLink to="/account" className="plain" title={user.role_title}>
        {user.demo ? words.access.demoNow : user.name}
      </NavLink>
      <button type="button" className="text-button" onClick={() => void leave()}>
        {words.access.logout}
      </button>
    </>
  )
}

/** One line below the masthead when the ledger has changed or the server is away. */
const News = ({ on }: { on: boolean }) => {
  const { words } = useLanguage()
  const { connection, changed } = useLedgerEvents(on)
  const [shown, setShown] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => {
    if (changed === 0) return
    setShown(true)
    const timer = setTimeout(() => setShown(false), 8000)
    return () => clearTimeout(timer)
  }, [changed])
  useEffect(() => setShown(false), [pathname])
  const text = connection === 'lost' ? words.states.reconnecting : shown ? words.states.changed : ''
  return (
    <div className="news" role="status">
      {text && <span>{text}</span>}
    </div>
  )
}

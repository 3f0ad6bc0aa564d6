import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router-dom'

import { Broken, NotFound } from './Broken'
import { First } from './First'
import { Gate } from './Gate'

// Each page comes with its route; only the first one is in the shell.
const page = <Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): RouteObject => ({ path, lazy: async () => ({ Component: (await load())[name] }), errorElement: <Broken /> })

export const router = createBrowserRouter([
  page('/login', () => import('../pages/access/Login'), 'Login'),
  {
    path: '/',
    element: <Gate />,
    errorElement: <Broken />,
    HydrateFallback: () => null,
    children: [
      { index: true, element: <First />, errorElement: <Broken /> },
      page('conflicts', () => import('../pages/overview/Conflicts'), 'Conflicts'),
      page('what', () => import('../pages/what/Gaps'), 'Gaps'),
      page('what/map', () => import('../pages/what/ChainPage'), 'ChainPage'),
      page('what/coverage', () => import('../pages/what/Coverage'), 'Coverage'),
      page('what/compare', () => import('../pages/what/Compare'), 'Compare'),
      page('where', () => import('../pages/where/Where'), 'Where'),
      page('how', () => import('../pages/how/How'), 'How'),
      page('how/monthly', () => import('../pages/how/Monthly'), 'Monthly'),
      page('how/per-mu', () => import('../pages/how/PerMu'), 'PerMu'),
      page('how/policies', () => import('../pages/how/Sheets'), 'Policies'),
      page('how/affected', () => import('../pages/how/Sheets'), 'Affected'),
      page('how/care', () => import('../pages/how/Sheets'), 'Care'),
      page('how/match', () => import('../pages/how/Sheets'), 'Matches'),
      page('how/firms', () => import('../pages/how/FirmSearch'), 'FirmSearch'),
      page('how/firms/:code', () => import('../pages/how/FirmPage'), 'FirmPage'),
      page('effect', () => import('../pages/effect/Effect'), 'Effect'),
      page('facts', () => import('../pages/facts/SearchPage'), 'SearchPage'),
      page('facts/figures', () => import('../pages/facts/FigurePage'), 'FigurePage'),
      page('facts/documents', () => import('../pages/facts/DocumentsPage'), 'DocumentsPage'),
      page('documents/:hash', () => import('../pages/facts/Reader'), 'Reader'),
      page('books', () => import('../pages/books/Shelf'), 'Shelf'),
      page('books/:kind', () => import('../pages/books/Book'), 'Book'),
      page('books/:kind/import', () => import('../pages/books/ImportPage'), 'ImportPage'),
      page('assumptions', () => import('../pages/books/AssumptionsPage'), 'AssumptionsPage'),
      page('log', () => import('../pages/books/LogPage'), 'LogPage'),
      page('users', () => import('../pages/access/Users'), 'Users'),
      page('account', () => import('../pages/access/AccountPage'), 'AccountPage'),
      { path: '*', element: <NotFound /> },
    ],
  },
])

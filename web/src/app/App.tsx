import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { RouterProvider } from 'react-router-dom'

import { ApiError } from '../api/client'
import { useLanguage, WordsProvider } from '../words'
import { router } from './router'
import { theme } from './theme'

// A refusal will be refused again; only what a restart or a full queue may mend is tried again.
const worthRetrying = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status === 503 || error.status === 502)

const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && worthRetrying(error),
    },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      const ended = error instanceof ApiError && error.code === 'not_logged_in'
      if (ended && query.queryKey[0] !== 'session') void queries.invalidateQueries({ queryKey: ['session'] })
    },
  }),
})

export const App = () => (
  <WordsProvider>
    <Dressed />
  </WordsProvider>
)

const Dressed = () => {
  const { language } = useLanguage()
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  )
}

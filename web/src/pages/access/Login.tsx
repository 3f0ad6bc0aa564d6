import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useNavigate, useSearchParams } from 'react-router-dom'

import { client, take, type Schemas } from '../../api/client'
import { sessionQuery, useSession } from '../../api/queries'
import { Failed } from '../../ui/states'
import { useTitle } from '../../ui/title'
import { useLanguage } from '../../words'

// Only a place within this page: an address of another site is not a place to go after login.
const within = (to: string | null) => (to && /^\/(?![/\\])/.test(to) ? to : '/')

export const Login = () => {
  const { words, language, speak } = useLanguage()
  const session = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  useTitle(words.access.login)
  const entering = useMutation({
    mutationFn: (body: Schemas['Login']) => take(client.POST('/session', { body })),
    onSuccess: (of) => {
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, of)
      navigate(within(search.get('to')), { replace: true })
    },
  })
  return (
    <main className="login">
      <p className="brand">
        <strong>{words.product}</strong>
        <span className="quiet">{words.tagline}</span>
      </p>
      <h1>{words.access.welcome}</h1>
      <form
        className="stacked"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          entering.mutate({ name: String(form.get('name')), password: String(form.get('password')) })
        }}
      >
        <label>
          {words.access.name}
          <input className="field" name="name" required maxLength={64} autoComplete="username" autoFocus />
        </label>
        <label>
          {words.access.password}
          <input className="field" name="password" type="password" required maxLength={256} autoComplete="current-password" />
        </label>
        <Button type="primary" htmlType="submit" loading={entering.isPending} block>
          {words.access.login}
        </Button>
      </form>
      {session.data?.demo && (
        <div className="demo">
          <Button block onClick={() => entering.mutate({ demo: true })}>
            {words.access.demo}
          </Button>
          <p className="quiet small">{words.access.demoHelp}</p>
        </div>
      )}
      {entering.error && <Failed error={entering.error} />}
      <button type="button" className="text-button small" onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
        {words.common.language}
      </button>
    </main>
  )
}

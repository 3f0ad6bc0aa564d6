import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'

import { client, take } from '../../api/client'
import { sessionQuery, useMay, useSession } from '../../api/queries'
import { PageHead } from '../../ui/PageHead'
import { Failed } from '../../ui/states'
import { useWords } from '../../words'

/** Who one is here, and one's own password. */
export const AccountPage = () => {
  const words = useWords()
  const session = useSession()
  const may = useMay()
  const queries = useQueryClient()
  const changing = useMutation({
    mutationFn: (body: { old: string; new: string }) => take(client.PUT('/session/password', { body })),
    onSuccess: (of) => queries.setQueryData(sessionQuery.queryKey, of),
  })
  const user = session.data?.user
  if (!user) return null
  return (
    <>
      <PageHead title={user.name} standfirst={[user.role_title, user.scope].filter(Boolean).join('　')} />
      {user.must_change_password && <p className="notice">{words.access.mustChange}</p>}
      {may('change_password') && (
        <form
          className="stacked narrow"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            changing.mutate({ old: String(form.get('old')), new: String(form.get('new')) })
          }}
        >
          <h2>{words.access.changePassword}</h2>
          <label>
            {words.access.oldPassword}
            <input className="field" name="old" type="password" required maxLength={256} autoComplete="current-password" />
          </label>
          <label>
            {words.access.newPassword}
            <input className="field" name="new" type="password" required minLength={10} maxLength={256} autoComplete="new-password" />
          </label>
          <Button type="primary" htmlType="submit" loading={changing.isPending}>
            {words.access.changePassword}
          </Button>
          {changing.isSuccess && <p role="status">{words.access.passwordChanged}</p>}
          {changing.error && <Failed error={changing.error} />}
        </form>
      )}
    </>
  )
}
